/// Sets attributes of the token's user (Cognito API reference, `UpdateUserAttributes`).
package enum UpdateUserAttributes {
    package struct Input: CognitoInput {
        package typealias Output = UpdateUserAttributes.Output
        package static let operation = "UpdateUserAttributes"
        package static let isIdempotent = false

        package var accessToken: String
        package var userAttributes: [AttributeType]
        package var clientMetadata: [String: String]?

        package init(
            accessToken: String, userAttributes: [AttributeType],
            clientMetadata: [String: String]? = nil
        ) {
            self.accessToken = accessToken
            self.userAttributes = userAttributes
            self.clientMetadata = clientMetadata
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var codeDeliveryDetailsList: [CodeDeliveryDetails]?

        package init(codeDeliveryDetailsList: [CodeDeliveryDetails]? = nil) {
            self.codeDeliveryDetailsList = codeDeliveryDetailsList
        }
    }
}
