import CognitoAPI
import HTTPRouting
import HTTPWire
import StrictJSON

/// The limits of the JSON routes for those who call the operations behind them. Both take from the same
/// buckets, so whoever is refused at one door finds the other closed too.
struct WireDoorLimits: Sendable {
    let limits: RateLimits

    /// - Throws: `TooManyRequestsException`.
    func admit(
        _ request: Request, operation: String, _ input: JSONObject
    ) async throws(CognitoError) {
        guard let (scope, policy) = bucket(operation, input), let policy else { return }
        guard await limits.take(request, scope: scope, policy).isAllowed else {
            throw CognitoError(.tooManyRequests, "Rate exceeded")
        }
    }

    /// The app client in whose name the operation is asked for, which has to prove its secret. Where a
    /// token is all that counts, a client's id that is sent along means nothing.
    static func caller(of operation: String, _ input: JSONObject) -> String? {
        input["AccessToken"] == nil && !byToken.contains(operation)
            ? input["ClientId"]?.stringValue : nil
    }

    private static let byToken: Set<String> = [
        "ChangePassword", "GetUserAttributeVerificationCode", "UpdateUserAttributes",
        "VerifyUserAttribute", "VerifySoftwareToken", "GlobalSignOut",
    ]

    /// What an operation is counted as; nil where it isn't.
    private func bucket(
        _ operation: String, _ input: JSONObject
    ) -> (scope: String, RateLimitPolicy?)? {
        let policies = limits.policies
        return switch operation {
        case "InitiateAuth":
            input["AuthFlow"]?.stringValue?.hasPrefix("REFRESH_TOKEN") == true
                ? ("/refresh", policies.session) : ("/login", policies.signIn)
        case "RespondToAuthChallenge": ("/login/challenge", policies.signIn)
        case "ChangePassword": (operation, policies.signIn)
        case "SignUp": ("/register", policies.mail)
        case "ResendConfirmationCode": ("/resend-code", policies.mail)
        case "ForgotPassword": ("/forgot-password", policies.mail)
        case "GetUserAttributeVerificationCode", "UpdateUserAttributes": (operation, policies.mail)
        case "ConfirmSignUp": ("/verify", policies.code)
        case "ConfirmForgotPassword": ("/reset-password", policies.code)
        case "VerifyUserAttribute", "VerifySoftwareToken": (operation, policies.code)
        case "GetTokensFromRefreshToken": ("/refresh", policies.session)
        case "GlobalSignOut", "RevokeToken": ("/logout", policies.session)
        default: nil
        }
    }
}
