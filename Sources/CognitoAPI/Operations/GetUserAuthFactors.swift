/// With what the token's user can sign in (Cognito API reference, `GetUserAuthFactors`).
package enum GetUserAuthFactors {
    package struct Input: CognitoInput {
        package typealias Output = GetUserAuthFactors.Output
        package static let operation = "GetUserAuthFactors"
        package static let isIdempotent = true

        package var accessToken: String

        package init(accessToken: String) {
            self.accessToken = accessToken
        }
    }

    package struct Output: Codable, Sendable, Equatable {
        package var username: String
        package var preferredMfaSetting: String?
        package var userMFASettingList: [String]?
        package var configuredUserAuthFactors: [String]?

        package init(
            username: String, preferredMfaSetting: String? = nil,
            userMFASettingList: [String]? = nil, configuredUserAuthFactors: [String]? = nil
        ) {
            self.username = username
            self.preferredMfaSetting = preferredMfaSetting
            self.userMFASettingList = userMFASettingList
            self.configuredUserAuthFactors = configuredUserAuthFactors
        }
    }
}
