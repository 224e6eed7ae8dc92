/// Sets a new password against the code (Cognito API reference, `ConfirmForgotPassword`).
package enum ConfirmForgotPassword {
    package struct Input: CognitoInput {
        package typealias Output = ConfirmForgotPassword.Output
        package static let operation = "ConfirmForgotPassword"
        package static let isIdempotent = false

        package var clientId: String
        package var username: String
        package var confirmationCode: String
        package var password: String
        package var secretHash: String?
        package var clientMetadata: [String: String]?
        package var userContextData: UserContextData?

        package init(
            clientId: String, username: String, confirmationCode: String, password: String,
            secretHash: String? = nil, clientMetadata: [String: String]? = nil,
            userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.username = username
            self.confirmationCode = confirmationCode
            self.password = password
            self.secretHash = secretHash
            self.clientMetadata = clientMetadata
            self.userContextData = userContextData
        }
    }

    package typealias Output = EmptyOutput
}
