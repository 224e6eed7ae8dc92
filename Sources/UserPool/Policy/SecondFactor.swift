/// Whether sign-ins need a second factor; Cognito's `UserPoolMfaType`.
package enum MFAConfiguration: String, Codable, Sendable {
    case off = "OFF"
    /// Users may have one.
    case optional = "OPTIONAL"
    /// Everybody has to.
    case on = "ON"
}

/// The second factors, in Cognito's names for them (its `ChallengeName` and `UserMFASettingList`).
package enum SecondFactor: String, Codable, Sendable, CaseIterable {
    case sms = "SMS_MFA"
    case softwareToken = "SOFTWARE_TOKEN_MFA"
    case email = "EMAIL_OTP"

    var challenge: ChallengeName {
        switch self {
        case .sms: .smsMFA
        case .softwareToken: .softwareToken
        case .email: .emailOTP
        }
    }
}
