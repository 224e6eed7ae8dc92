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
        let renewed = signOuts.wantsFamily ? await renewed(refreshToken, request) : nil
        let family = try? renewed?.accessToken.map(UnverifiedToken.init)?.sessionID
        // The caller's refresh token is spent where a new one came: nobody could end that session later.
        if renewed?.refreshToken != nil {
            try await signOuts.sessionsEnded(family.map { [$0] } ?? [])
        }
        _ = try await accounts.perform(
            RevokeToken.Input(
                token: renewed?.refreshToken ?? refreshToken, clientId: accounts.clientID),
            in: .token)
        try await signOuts.sessionsEnded(
            [session.verified.sessionID, family].compactMap(\.self))
    }

    /// Only an access token says which session it is of, so one is asked for. Nil where there is none to
    /// be had: the refresh token is revoked all the same, and mostly it is of the caller's own session.
    private func renewed(_ refreshToken: String, _ request: Request) async -> AuthenticationResult?
    {
        try? await RefreshRoute(accounts: accounts).refresh(refreshToken, request)
    }
}

extension APIError {
    fileprivate static var invalidScope: APIError {
        var error = APIError(.invalidFields)
        error.fieldFaults = [.invalid("scope", "scope must be session or all")]
        return error
    }
}
