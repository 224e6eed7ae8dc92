import CognitoAPI

/// New tokens for a refresh token; without rotation the answer holds no refresh token.
struct GetTokensFromRefreshTokenOperation: PoolOperation {
    private let clients: ClientDirectory
    private let refresher: TokenRefresher

    init(_ parts: PoolParts) {
        clients = parts.clients
        refresher = TokenRefresher(parts)
    }

    var model: [ModelMember<GetTokensFromRefreshToken.Input>] {
        [
            ModelMember("refreshToken", .token) { $0.refreshToken },
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("deviceKey", .deviceKey, required: false) { $0.deviceKey },
            ModelMember("clientSecret", .clientSecret, required: false) { $0.clientSecret },
        ]
    }

    func perform(
        _ input: GetTokensFromRefreshToken.Input
    ) async throws(CognitoError) -> GetTokensFromRefreshToken.Output {
        let client = try clients.client(input.clientId)
        try client.check(clientSecret: input.clientSecret, refusal: .notAuthorized)
        return GetTokensFromRefreshToken.Output(
            authenticationResult: try await refresher.refresh(
                input.refreshToken, client: client, deviceKey: input.deviceKey))
    }
}
