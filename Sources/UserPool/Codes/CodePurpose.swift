/// What a code is good for; a code for one purpose is worthless for another.
package enum CodePurpose: String, Sendable, Codable {
    case confirmSignUp = "confirm-sign-up"
    case resetPassword = "reset-password"
    /// Not a code: the temporary password of a user whom an administrator made.
    case invitation = "invitation"

    /// Milliseconds.
    var life: Int64 {
        switch self {
        case .confirmSignUp: Limits.confirmationCodeLife
        case .resetPassword: Limits.resetCodeLife
        case .invitation: 0
        }
    }
}
