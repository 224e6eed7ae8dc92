/// A secret for an authenticator app (Cognito API reference, `AssociateSoftwareToken`).
package enum AssociateSoftwareToken {
    package struct Input: CognitoInput {
        package typealias Output = AssociateSoftwareToken.Output
        package static let operation = "AssociateSoftwareToken"
        package static let isIdempotent = false

        package var accessToken: String?
        package var session: String?

        package init(accessToken: String? = nil, session: String? = nil) {
            self.accessToken = accessToken
            self.session = session
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        /// Base32.
        package var secretCode: String?
        package var session: String?

        package init(secretCode: String?, session: String? = nil) {
            self.secretCode = secretCode
            self.session = session
        }
    }
}
