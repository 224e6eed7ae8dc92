/// New tokens for a refresh token, with rotation on or off (Cognito API reference, `GetTokensFromRefreshToken`).
package enum GetTokensFromRefreshToken {
    package struct Input: CognitoInput {
        package typealias Output = GetTokensFromRefreshToken.Output
        package static let operation = "GetTokensFromRefreshToken"
        package static let isIdempotent = false

        package var refreshToken: String
        package var clientId: String
        package var clientSecret: String?
        package var deviceKey: String?
        package var clientMetadata: [String: String]?

        package init(
            refreshToken: String, clientId: String, clientSecret: String? = nil,
            deviceKey: String? = nil, clientMetadata: [String: String]? = nil
        ) {
            self.refreshToken = refreshToken
            self.clientId = clientId
            self.clientSecret = clientSecret
            self.deviceKey = deviceKey
            self.clientMetadata = clientMetadata
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var authenticationResult: AuthenticationResult?

        package init(authenticationResult: AuthenticationResult? = nil) {
            self.authenticationResult = authenticationResult
        }
    }
}
