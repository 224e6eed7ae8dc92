import CognitoAPI
import StrictJSON

struct AdminRemoveUserFromGroupOperation: AdminOperation {
    static let name = "AdminRemoveUserFromGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try await AdminDesk(parts: parts).changeMembership(input) { group, user, db in
            try group.remove(user, db)
        }
        return [:]
    }
}
