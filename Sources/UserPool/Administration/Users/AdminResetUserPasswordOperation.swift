import CognitoAPI
import StrictJSON

/// Voids a password: the user gets a code and signs in again after ConfirmForgotPassword.
struct AdminResetUserPasswordOperation: AdminOperation {
    static let name = "AdminResetUserPassword"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let now = parts.clock()
        let codes = parts.codes
        let allowed = parts.policy.userPool.recoveryMedia
        // Where users may not reset, administrators still do.
        let media = allowed.isEmpty ? [.sms, .email] : allowed
        let letter: OutgoingCode = try await AdminDesk(parts: parts).change(input) { user, db in
            if let refusal = Self.refusal(for: user) { return .failure(refusal) }
            guard
                let recipient = CodeRecipient(
                    verifiedIn: try user.attributes(db), of: media)
            else {
                return .failure(CognitoError(.invalidParameter, .noVerifiedChannel))
            }
            try user.set(status: .resetRequired, now: now, db)
            return .success(try codes.outgoing(.resetPassword, to: user, at: recipient, db))
        }
        parts.mailer.send(letter)
        parts.report(.administered(operation: Self.name, subject: letter.sub))
        return [:]
    }

    private static func refusal(for user: UserRecord) -> CognitoError? {
        guard user.isEnabled else { return CognitoError(.notAuthorized, .userDisabled) }
        return switch user.status {
        case .confirmed, .resetRequired: nil
        case .unconfirmed, .forceChangePassword, .unknown:
            CognitoError(.notAuthorized, .cannotReset)
        }
    }
}
