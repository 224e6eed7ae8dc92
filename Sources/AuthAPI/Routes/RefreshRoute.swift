import CognitoAPI
import HTTPRouting
import HTTPWire

/// `POST /refresh`: new tokens for a refresh token.
///
/// `GetTokensFromRefreshToken` works with rotation on and off. Stand-ins that don't know it refuse,
/// or break (moto, cognito-local): they are asked the older way. Where that is refused too, the
/// first answer counts: at Amazon it was a fault of the service, not of the token.
struct RefreshRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["refreshToken"], sentence: "refreshToken is required")
        return try TokensBody(try await refresh(fields["refreshToken"], request)).response()
    }

    func refresh(
        _ refreshToken: String, _ request: Request
    ) async throws(APIError) -> AuthenticationResult {
        do {
            let output = try await accounts.service.perform(
                GetTokensFromRefreshToken.Input(
                    refreshToken: refreshToken, clientId: accounts.clientID))
            return try tokens(output.authenticationResult)
        } catch let error as CognitoError where Self.olderWay.contains(error.code) {
            return try await refreshTheOlderWay(refreshToken, request, after: error)
        } catch let error as CognitoError {
            throw APIError(error, in: .signIn)
        } catch {
            throw APIError(describing: error)
        }
    }

    private static let olderWay: Set<CognitoError.Code> = [.unknownOperation, .internalError]

    private func refreshTheOlderWay(
        _ refreshToken: String, _ request: Request, after first: CognitoError
    ) async throws(APIError) -> AuthenticationResult {
        do {
            let output = try await accounts.perform(
                InitiateAuth.Input(
                    clientId: accounts.clientID, authFlow: "REFRESH_TOKEN_AUTH",
                    authParameters: ["REFRESH_TOKEN": refreshToken],
                    userContextData: accounts.context(of: request)),
                in: .signIn)
            return try tokens(output.authenticationResult)
        } catch {
            throw first.code == .internalError ? APIError(first, in: .signIn) : error
        }
    }

    private func tokens(_ result: AuthenticationResult?) throws(APIError) -> AuthenticationResult {
        guard let result else {
            throw APIError(.upstreamUnavailable, cause: "an answer without tokens")
        }
        return result
    }
}
