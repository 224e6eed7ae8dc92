import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// How a sign-in is answered: with tokens, or with the next challenge.
struct SignIns: Sendable {
    /// Told of the access token of every new session before the caller has it.
    let began: @Sendable (_ accessToken: String) async throws -> Void

    func answer(_ output: SignInOutput) async throws -> Response {
        if let tokens = output.authenticationResult {
            try await began(tokens.accessToken ?? "")
            return try TokensBody(tokens).response()
        }
        guard let challenge = output.challengeName, !challenge.isEmpty else {
            throw APIError(.upstreamUnavailable, cause: "an answer without tokens and challenge")
        }
        return .json(
            .ok,
            ChallengeBody(
                message: "One more step is needed to log in.", challenge: challenge,
                session: output.session, parameters: output.challengeParameters ?? [:]))
    }
}

/// `{"accessToken","idToken","refreshToken","expiresIn"}`; a refresh without rotation gives no new
/// refresh token.
struct TokensBody: Encodable {
    let accessToken: String
    let idToken: String
    let refreshToken: String?
    /// Seconds that the access token lives.
    let expiresIn: Int

    init(_ result: AuthenticationResult) throws(APIError) {
        guard let accessToken = result.accessToken, let idToken = result.idToken,
            !accessToken.isEmpty, !idToken.isEmpty, result.expiresIn ?? 1 > 0
        else {
            throw APIError(.upstreamUnavailable, cause: "an answer without tokens")
        }
        self.accessToken = accessToken
        self.idToken = idToken
        refreshToken = result.refreshToken
        expiresIn = result.expiresIn ?? AuthLimits.tokenLife
    }

    func response() throws -> Response { .json(.ok, self) }
}

private struct ChallengeBody: Encodable {
    let message: String
    let challenge: String
    let session: String?
    let parameters: [String: String]
}
