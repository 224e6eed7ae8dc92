/// Sends a code with which the password can be set anew (Cognito API reference, `ForgotPassword`).
package enum ForgotPassword {
    package struct Input: CognitoInput {
        package typealias Output = ForgotPassword.Output
        package static let operation = "ForgotPassword"
        package static let isIdempotent = false

        package var clientId: String
        package var username: String
        package var secretHash: String?
        package var clientMetadata: [String: String]?
        package var userContextData: UserContextData?

        package init(
            clientId: String, username: String, secretHash: String? = nil,
            clientMetadata: [String: String]? = nil, userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.username = username
            self.secretHash = secretHash
            self.clientMetadata = clientMetadata
            self.userContextData = userContextData
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var codeDeliveryDetails: CodeDeliveryDetails?

        package init(codeDeliveryDetails: CodeDeliveryDetails? = nil) {
            self.codeDeliveryDetails = codeDeliveryDetails
        }
    }
}
