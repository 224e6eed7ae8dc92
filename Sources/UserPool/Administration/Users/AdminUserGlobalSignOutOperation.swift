import CognitoAPI
import StrictJSON

struct AdminUserGlobalSignOutOperation: AdminOperation {
    static let name = "AdminUserGlobalSignOut"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        try await SessionEnder(parts).endAll(of: try await desk.user(input))
        return [:]
    }
}
