/// Shows that the authenticator app knows its secret (Cognito API reference, `VerifySoftwareToken`).
package enum VerifySoftwareToken {
    package struct Input: CognitoInput {
        package typealias Output = VerifySoftwareToken.Output
        package static let operation = "VerifySoftwareToken"
        package static let isIdempotent = false

        package var accessToken: String?
        package var session: String?
        package var userCode: String
        package var friendlyDeviceName: String?

        package init(
            accessToken: String? = nil, session: String? = nil, userCode: String,
            friendlyDeviceName: String? = nil
        ) {
            self.accessToken = accessToken
            self.session = session
            self.userCode = userCode
            self.friendlyDeviceName = friendlyDeviceName
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        /// `SUCCESS` or `ERROR`.
        package var status: String?
        package var session: String?

        package init(status: String?, session: String? = nil) {
            self.status = status
            self.session = session
        }
    }
}
