import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /resend-code`: a new confirmation code; the earlier one is void.
///
/// The answer is the same for an address without an account and for a confirmed one.
struct ResendCodeRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(request, required: ["email"], sentence: "email is required")
        try await accounts.limits.countCode("/resend-code", fields.email, request)
        do {
            _ = try await accounts.perform(
                ResendConfirmationCode.Input(
                    clientId: accounts.clientID, username: fields.email,
                    userContextData: accounts.context(of: request)),
                in: .account)
        } catch  where Self.tellsAboutTheAccount.contains(error.code) {
            // Falls through to the answer that everybody gets.
        }
        return .json(
            .ok, MessageBody(message: "If the email awaits verification, a new code was sent."))
    }

    private static let tellsAboutTheAccount: Set<ErrorCode> = [
        .invalidCredentials, .alreadyConfirmed, .userDisabled, .userNotConfirmed, .invalidRequest,
        .invalidEmail,
    ]
}
