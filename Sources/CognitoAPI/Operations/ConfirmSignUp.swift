/// Confirms an account with the code it was sent (Cognito API reference, `ConfirmSignUp`).
package enum ConfirmSignUp {
    package struct Input: CognitoInput {
        package typealias Output = ConfirmSignUp.Output
        package static let operation = "ConfirmSignUp"
        package static let isIdempotent = false

        package var clientId: String
        package var username: String
        package var confirmationCode: String
        package var secretHash: String?
        package var forceAliasCreation: Bool?
        package var session: String?
        package var clientMetadata: [String: String]?
        package var userContextData: UserContextData?

        package init(
            clientId: String, username: String, confirmationCode: String, secretHash: String? = nil,
            forceAliasCreation: Bool? = nil, session: String? = nil,
            clientMetadata: [String: String]? = nil, userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.username = username
            self.confirmationCode = confirmationCode
            self.secretHash = secretHash
            self.forceAliasCreation = forceAliasCreation
            self.session = session
            self.clientMetadata = clientMetadata
            self.userContextData = userContextData
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var session: String?

        package init(session: String? = nil) {
            self.session = session
        }
    }
}
