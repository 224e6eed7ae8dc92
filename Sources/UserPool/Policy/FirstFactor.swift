/// The first factors of choice-based sign-in; Cognito's `AuthFactorType`.
package enum FirstFactor: String, Codable, Sendable {
    case password = "PASSWORD"
    case emailOTP = "EMAIL_OTP"
    case smsOTP = "SMS_OTP"
}
