/// Verifies an address or number with its code (Cognito API reference, `VerifyUserAttribute`).
package enum VerifyUserAttribute {
    package struct Input: CognitoInput {
        package typealias Output = VerifyUserAttribute.Output
        package static let operation = "VerifyUserAttribute"
        package static let isIdempotent = false

        package var accessToken: String
        package var attributeName: String
        package var code: String

        package init(accessToken: String, attributeName: String, code: String) {
            self.accessToken = accessToken
            self.attributeName = attributeName
            self.code = code
        }
    }

    package typealias Output = EmptyOutput
}
