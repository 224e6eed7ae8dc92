/// Sends a new confirmation code; the earlier one is void (Cognito API reference, `ResendConfirmationCode`).
package enum ResendConfirmationCode {
    package struct Input: CognitoInput {
        package typealias Output = ResendConfirmationCode.Output
        package static let operation = "ResendConfirmationCode"
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
