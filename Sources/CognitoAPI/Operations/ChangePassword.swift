/// A new password for the one in use (Cognito API reference, `ChangePassword`).
package enum ChangePassword {
    package struct Input: CognitoInput {
        package typealias Output = ChangePassword.Output
        package static let operation = "ChangePassword"
        package static let isIdempotent = false

        package var accessToken: String
        package var previousPassword: String?
        package var proposedPassword: String

        package init(accessToken: String, previousPassword: String? = nil, proposedPassword: String)
        {
            self.accessToken = accessToken
            self.previousPassword = previousPassword
            self.proposedPassword = proposedPassword
        }
    }

    package typealias Output = EmptyOutput
}
