/// Deletes attributes of the token's user (Cognito API reference, `DeleteUserAttributes`).
package enum DeleteUserAttributes {
    package struct Input: CognitoInput {
        package typealias Output = DeleteUserAttributes.Output
        package static let operation = "DeleteUserAttributes"
        package static let isIdempotent = true

        package var accessToken: String
        package var userAttributeNames: [String]

        package init(accessToken: String, userAttributeNames: [String]) {
            self.accessToken = accessToken
            self.userAttributeNames = userAttributeNames
        }
    }

    package typealias Output = EmptyOutput
}
