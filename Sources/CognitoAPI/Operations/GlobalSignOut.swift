/// Ends every session of the token's user (Cognito API reference, `GlobalSignOut`).
package enum GlobalSignOut {
    package struct Input: CognitoInput {
        package typealias Output = GlobalSignOut.Output
        package static let operation = "GlobalSignOut"
        package static let isIdempotent = true

        package var accessToken: String

        package init(accessToken: String) {
            self.accessToken = accessToken
        }
    }

    package typealias Output = EmptyOutput
}
