import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken

/// `POST /logout`: ends every session of the user (Cognito's GlobalSignOut).
///
/// The sign-out is on record here before it is answered, so the token is refused at once.
struct LogoutRoute: Sendable {
    let accounts: Accounts
    /// Puts the sign-out on record.
    let record: @Sendable (VerifiedToken) async throws -> Void

    func callAsFunction(_ request: Request) async throws -> Response {
        guard let session = request[SessionKey.self] else { throw APIError(.missingToken) }
        _ = try await accounts.perform(
            GlobalSignOut.Input(accessToken: session.token), in: .token)
        try await record(session.verified)
        return .json(.ok, MessageBody(message: "Logged out successfully."))
    }
}
