/// Turns second factors on and off (Cognito API reference, `SetUserMFAPreference`).
package enum SetUserMFAPreference {
    package struct Input: CognitoInput {
        package typealias Output = SetUserMFAPreference.Output
        package static let operation = "SetUserMFAPreference"
        package static let isIdempotent = true

        /// `SMSMfaSettings` on the wire.
        package var sMSMfaSettings: MFASettings?
        package var softwareTokenMfaSettings: MFASettings?
        package var emailMfaSettings: MFASettings?
        package var accessToken: String

        package init(
            accessToken: String, sms: MFASettings? = nil, softwareToken: MFASettings? = nil,
            email: MFASettings? = nil
        ) {
            self.accessToken = accessToken
            sMSMfaSettings = sms
            softwareTokenMfaSettings = softwareToken
            emailMfaSettings = email
        }
    }

    package typealias Output = EmptyOutput
}

/// A wish for one second factor.
package struct MFASettings: Codable, Sendable, Equatable {
    package var enabled: Bool?
    package var preferredMfa: Bool?

    package init(enabled: Bool?, preferredMfa: Bool? = nil) {
        self.enabled = enabled
        self.preferredMfa = preferredMfa
    }
}
