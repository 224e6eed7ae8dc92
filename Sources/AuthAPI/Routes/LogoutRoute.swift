import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON

/// `POST /logout`: ends every session of the user (Cognito's GlobalSignOut), or with
/// `{"scope":"session","refreshToken":"…"}` this one (RevokeToken).
///
/// The sign-out is on record here before it is answered, so the token is refused at once. The two
/// tokens should be of one session: the access token's is refused here, the refresh token's ends at
/// the service.
struct LogoutRoute: Sendable {
    let accounts: Accounts
    let signOuts: SignOuts

    /// Which sessions end.
    private enum Scope {
        case all
        case session(refreshToken: String)
    }

    func callAsFunction(_ request: Request) async throws -> Response {
        let session = try request.session()
        let scope = try Self.scope(of: request)
        // In a task of its own: a client that hangs up can't part the sign-out from its record.
        try await Task {
            switch scope {
            case .all: try await signOut(session)
            case .session(let refreshToken): try await end(session, refreshToken)
            }
        }.value
        return .json(.ok, MessageBody(message: "Logged out successfully."))
    }

    /// Nothing sent means all, as in the tutorials; so does a refresh token alone.
    private static func scope(of request: Request) throws -> Scope {
        guard !request.body.isEmpty else { return .all }
        switch try request.jsonObject()["scope"] {
        case nil, .null, .string("all"): return .all
        case .string("session"):
            let fields = try Fields(
                request, required: ["refreshToken"],
                sentence: "refreshToken is required to sign out of one session")
            return .session(refreshToken: fields["refreshToken"])
        default: throw APIError.invalidScope
        }
    }

    /// A session that the service calls revoked already is put on record all the same.
    private func signOut(_ session: Session) async throws {
        do {
            _ = try await accounts.perform(
                GlobalSignOut.Input(accessToken: session.token), in: .token)
        } catch  where error.code == .tokenRevoked {
            try await signOuts.signedOut(session.verified)
            throw error
        }
        try await signOuts.signedOut(session.verified)
    }

    private func end(_ session: Session, _ refreshToken: String) async throws {
        _ = try await accounts.perform(
            RevokeToken.Input(token: refreshToken, clientId: accounts.clientID), in: .token)
        try await signOuts.sessionEnded(session.verified)
    }
}

extension APIError {
    fileprivate static var invalidScope: APIError {
        var error = APIError(.invalidFields)
        error.fieldFaults = [.invalid("scope", "scope must be session or all")]
        return error
    }
}
