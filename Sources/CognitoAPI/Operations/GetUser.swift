/// The token's user: name and the attributes the client may read (Cognito API reference, `GetUser`).
package enum GetUser {
    package struct Input: CognitoInput {
        package typealias Output = GetUser.Output
        package static let operation = "GetUser"
        package static let isIdempotent = true

        package var accessToken: String

        package init(accessToken: String) {
            self.accessToken = accessToken
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var username: String
        package var userAttributes: [AttributeType]
        package var userMFASettingList: [String]?
        package var preferredMfaSetting: String?

        package init(
            username: String, userAttributes: [AttributeType], userMFASettingList: [String]? = nil,
            preferredMfaSetting: String? = nil
        ) {
            self.username = username
            self.userAttributes = userAttributes
            self.userMFASettingList = userMFASettingList
            self.preferredMfaSetting = preferredMfaSetting
        }
    }
}
