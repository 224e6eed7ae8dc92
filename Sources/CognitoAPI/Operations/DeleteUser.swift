/// Deletes the token's user (Cognito API reference, `DeleteUser`).
package enum DeleteUser {
    package struct Input: CognitoInput {
        package typealias Output = DeleteUser.Output
        package static let operation = "DeleteUser"
        package static let isIdempotent = false

        package var accessToken: String

        package init(accessToken: String) {
            self.accessToken = accessToken
        }
    }

    package typealias Output = NoOutput
}
