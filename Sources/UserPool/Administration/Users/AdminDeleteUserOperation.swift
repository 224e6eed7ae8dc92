import CognitoAPI
import StrictJSON

/// Deletes a user; his sessions end at once and his names are free again. He is barred first, so that
/// no session begins between the two.
struct AdminDeleteUserOperation: AdminOperation {
    static let name = "AdminDeleteUser"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let user = try await AdminDesk(parts: parts).set(enabled: false, input)
        try await SessionEnder(parts).endAll(of: user)
        try await parts.store.write { try user.delete($0) }
        parts.report(.administered(operation: Self.name, subject: user.sub))
        return [:]
    }
}
