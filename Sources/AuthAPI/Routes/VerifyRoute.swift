import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /verify`: confirms the account with the mailed code.
struct VerifyRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "code"], sentence: "email and code are required")
        try await accounts.limits.countCode("/verify", fields.email, request)
        do {
            _ = try await accounts.perform(
                ConfirmSignUp.Input(
                    clientId: accounts.clientID, username: fields.email,
                    confirmationCode: fields["code"],
                    userContextData: accounts.context(of: request)),
                in: .account)
        } catch  where CodeRefusal.codes.contains(error.code) {
            throw CodeRefusal.error(error)
        }
        return .json(.ok, MessageBody(message: "Email verified. You can now log in."))
    }
}
