/// What a code is good for; a code for one purpose is worthless for another.
package enum CodePurpose: String, Sendable, Codable {
    case confirmSignUp = "confirm-sign-up"
    case resetPassword = "reset-password"
    case verifyEmail = "verify-email"
    case verifyPhoneNumber = "verify-phone-number"
    /// Of a challenge; those live and die with their session.
    case secondFactor = "second-factor"
    case signIn = "sign-in"
    /// Not a code: the temporary password of a user whom an administrator made.
    case invitation = "invitation"

    /// Milliseconds.
    var life: Int64 {
        switch self {
        case .confirmSignUp, .verifyEmail, .verifyPhoneNumber: Limits.confirmationCodeLife
        case .resetPassword: Limits.resetCodeLife
        case .secondFactor, .signIn: Limits.challengeCodeLife
        case .invitation: 0
        }
    }
}
