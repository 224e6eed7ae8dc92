/// Sends a code to the user's address or number (Cognito API reference, `GetUserAttributeVerificationCode`).
package enum GetUserAttributeVerificationCode {
    package struct Input: CognitoInput {
        package typealias Output = GetUserAttributeVerificationCode.Output
        package static let operation = "GetUserAttributeVerificationCode"
        package static let isIdempotent = false

        package var accessToken: String
        package var attributeName: String
        package var clientMetadata: [String: String]?

        package init(
            accessToken: String, attributeName: String, clientMetadata: [String: String]? = nil
        ) {
            self.accessToken = accessToken
            self.attributeName = attributeName
            self.clientMetadata = clientMetadata
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var codeDeliveryDetails: CodeDeliveryDetails?

        package init(codeDeliveryDetails: CodeDeliveryDetails? = nil) {
            self.codeDeliveryDetails = codeDeliveryDetails
        }
    }
}
