/// Second factors by text message, as before SetUserMFAPreference (Cognito API reference,
/// `SetUserSettings`).
package enum SetUserSettings {
    package struct Input: CognitoInput {
        package typealias Output = SetUserSettings.Output
        package static let operation = "SetUserSettings"
        package static let isIdempotent = true

        package var accessToken: String
        package var mFAOptions: [MFAOption]

        package init(accessToken: String, mFAOptions: [MFAOption]) {
            self.accessToken = accessToken
            self.mFAOptions = mFAOptions
        }
    }

    package struct MFAOption: Codable, Sendable, Equatable {
        package var deliveryMedium: String?
        package var attributeName: String?

        package init(deliveryMedium: String?, attributeName: String?) {
            self.deliveryMedium = deliveryMedium
            self.attributeName = attributeName
        }
    }

    package typealias Output = EmptyOutput
}
