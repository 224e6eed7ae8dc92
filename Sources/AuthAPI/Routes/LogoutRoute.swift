import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON

/// `POST /logout`: ends every session of the user (Cognito's GlobalSignOut), or with
/// `{"scope":"session","refreshToken":"…"}` this one (RevokeToken).
///
/// The sign-out is on record here before it is answered, so the tokens are refused at once: those of
/// the refresh token's session and those of the access token's, should it be another one.
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
            case .session(let refreshToken): try await end(session, refreshToken, request)
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

    private func end(
        _ session: Session, _ refreshToken: String, _ request: Request
    ) async throws {
        let renewed = signOuts.wantsFamily ? try await renewed(refreshToken, request) : nil
        _ = try await accounts.perform(
            RevokeToken.Input(
                token: renewed?.refreshToken ?? refreshToken, clientId: accounts.clientID),
            in: .token)
        let family = try? renewed?.accessToken.map(UnverifiedToken.init)?.sessionID
        try await signOuts.sessionsEnded(
            [session.verified.sessionID, family].compactMap(\.self))
    }

    /// Only an access token says which session it is of, so one is asked for. Nil where the refresh
    /// token is of none any more.
    private func renewed(
        _ refreshToken: String, _ request: Request
    ) async throws(APIError) -> AuthenticationResult? {
        do {
            return try await RefreshRoute(accounts: accounts).refresh(refreshToken, request)
        } catch  where error.status == 401 {
            return nil
        }
    }
}

extension APIError {
    fileprivate static var invalidScope: APIError {
        var error = APIError(.invalidFields)
        error.fieldFaults = [.invalid("scope", "scope must be session or all")]
        return error
    }
}
