/// Makes an account, unconfirmed until its code comes back (Cognito API reference, `SignUp`).
package enum SignUp {
    package struct Input: CognitoInput {
        package typealias Output = SignUp.Output
        package static let operation = "SignUp"
        package static let isIdempotent = false

        package var clientId: String
        package var username: String
        package var password: String?
        package var secretHash: String?
        package var userAttributes: [AttributeType]?
        package var validationData: [AttributeType]?
        package var clientMetadata: [String: String]?
        package var userContextData: UserContextData?

        package init(
            clientId: String, username: String, password: String? = nil, secretHash: String? = nil,
            userAttributes: [AttributeType]? = nil, validationData: [AttributeType]? = nil,
            clientMetadata: [String: String]? = nil, userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.username = username
            self.password = password
            self.secretHash = secretHash
            self.userAttributes = userAttributes
            self.validationData = validationData
            self.clientMetadata = clientMetadata
            self.userContextData = userContextData
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var userConfirmed: Bool
        package var userSub: String
        package var codeDeliveryDetails: CodeDeliveryDetails?
        package var session: String?

        package init(
            userConfirmed: Bool, userSub: String, codeDeliveryDetails: CodeDeliveryDetails? = nil,
            session: String? = nil
        ) {
            self.userConfirmed = userConfirmed
            self.userSub = userSub
            self.codeDeliveryDetails = codeDeliveryDetails
            self.session = session
        }
    }
}
