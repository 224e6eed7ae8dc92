import CognitoAPI
import StrictJSON

struct AdminAddUserToGroupOperation: AdminOperation {
    static let name = "AdminAddUserToGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try await AdminDesk(parts: parts).changeMembership(input) { group, user, db in
            try group.add(user, db)
        }
        return [:]
    }
}
