import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /reset-password`: sets a new password against the mailed code.
struct ResetPasswordRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "code", "newPassword"],
            sentence: "email, code, and newPassword are required")
        try await accounts.limits.countCode("/reset-password", fields.email, request)
        do {
            _ = try await accounts.perform(
                ConfirmForgotPassword.Input(
                    clientId: accounts.clientID, username: fields.email,
                    confirmationCode: fields["code"], password: fields["newPassword"],
                    userContextData: accounts.context(of: request)),
                in: .account)
        } catch  where CodeRefusal.codes.contains(error.code) {
            throw CodeRefusal.error(error)
        } catch {
            throw error.naming(password: "newPassword")
        }
        return .json(.ok, MessageBody(message: "Password reset successfully."))
    }
}
