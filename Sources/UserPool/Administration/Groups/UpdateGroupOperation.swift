import CognitoAPI
import StrictJSON

struct UpdateGroupOperation: AdminOperation {
    static let name = "UpdateGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let now = parts.clock()
        let group = try await AdminDesk(parts: parts).changeGroup(input) { group, db in
            try group.update(input, now: now, db)
        }
        return ["Group": .object(group.shown)]
    }
}
