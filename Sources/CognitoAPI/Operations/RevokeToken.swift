/// Ends the session of one refresh token (Cognito API reference, `RevokeToken`).
package enum RevokeToken {
    package struct Input: CognitoInput {
        package typealias Output = RevokeToken.Output
        package static let operation = "RevokeToken"
        package static let isIdempotent = true

        package var token: String
        package var clientId: String
        package var clientSecret: String?

        package init(token: String, clientId: String, clientSecret: String? = nil) {
            self.token = token
            self.clientId = clientId
            self.clientSecret = clientSecret
        }
    }

    package typealias Output = EmptyOutput
}
