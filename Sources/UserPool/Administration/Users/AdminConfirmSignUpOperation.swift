import CognitoAPI
import StrictJSON

/// Confirms an account without a code; no address is verified by it.
struct AdminConfirmSignUpOperation: AdminOperation {
    static let name = "AdminConfirmSignUp"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let now = parts.clock()
        let sub: String = try await AdminDesk(parts: parts).change(input) { user, db in
            guard user.status == .unconfirmed else {
                return .failure(
                    CognitoError(
                        .notAuthorized,
                        "User cannot be confirmed. Current status is \(user.status.rawValue)"))
            }
            try user.set(status: .confirmed, now: now, db)
            return .success(user.sub)
        }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }
}
