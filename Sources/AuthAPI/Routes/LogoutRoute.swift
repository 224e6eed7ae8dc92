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
        // In a task of its own: a client that hangs up can't part the sign-out from its record.
        try await Task { try await signOut(session) }.value
        return .json(.ok, MessageBody(message: "Logged out successfully."))
    }

    /// A session that the service calls revoked already is put on record all the same.
    private func signOut(_ session: Session) async throws {
        do {
            _ = try await accounts.perform(
                GlobalSignOut.Input(accessToken: session.token), in: .token)
        } catch  where error.code == .tokenRevoked {
            try await record(session.verified)
            throw error
        }
        try await record(session.verified)
    }
}
