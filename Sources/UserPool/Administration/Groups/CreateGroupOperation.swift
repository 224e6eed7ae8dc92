import CognitoAPI
import StrictJSON

struct CreateGroupOperation: AdminOperation {
    static let name = "CreateGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let (poolID, name, now) = (parts.pool.id, input.text("GroupName"), parts.clock())
        let group: GroupRecord = try await parts.store.decide { db in
            guard try GroupRecord.find(name, in: poolID, db) == nil else {
                return .failure(
                    CognitoError(.groupExists, "A group with the name already exists."))
            }
            try GroupRecord.insert(name, in: poolID, input, now: now, db)
            return try AdminDesk.group(name, in: poolID, db)
        }
        return ["Group": .object(group.shown)]
    }
}
