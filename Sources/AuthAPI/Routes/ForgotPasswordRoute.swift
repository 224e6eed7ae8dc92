import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /forgot-password`: mails a code with which the password can be set anew.
///
/// The answer is the same whether or not the address has an account that can be reset.
struct ForgotPasswordRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(request, required: ["email"], sentence: "email is required")
        try await accounts.limits.countCode("/forgot-password", fields.email, request)
        do {
            _ = try await accounts.perform(
                ForgotPassword.Input(
                    clientId: accounts.clientID, username: fields.email,
                    userContextData: accounts.context(of: request)),
                in: .account)
        } catch  where Self.tellsAboutTheAccount.contains(error.code) {
            // Falls through to the answer that everybody gets.
        }
        return .json(.ok, MessageBody(message: "Password reset code sent to your email."))
    }

    private static let tellsAboutTheAccount: Set<ErrorCode> = [
        .invalidCredentials, .userDisabled, .invalidRequest, .invalidEmail, .userNotConfirmed,
    ]
}
