/// Cognito's `ChallengeNameType`, as far as this pool asks them.
enum ChallengeName: String, Codable, Sendable {
    case passwordVerifier = "PASSWORD_VERIFIER"
    case newPasswordRequired = "NEW_PASSWORD_REQUIRED"
    case softwareToken = "SOFTWARE_TOKEN_MFA"
    case smsMFA = "SMS_MFA"
    case emailOTP = "EMAIL_OTP"
    case smsOTP = "SMS_OTP"
    case selectMFA = "SELECT_MFA_TYPE"
    case mfaSetup = "MFA_SETUP"
    case selectChallenge = "SELECT_CHALLENGE"
    case password = "PASSWORD"
    case passwordSRP = "PASSWORD_SRP"
    /// No challenge: ConfirmSignUp's session, with which USER_AUTH goes on. The service model lets
    /// nobody send this name.
    case confirmed = "gatehouse:CONFIRMED"
    /// No challenge either: SignUp's session, which ConfirmSignUp takes.
    case signedUp = "gatehouse:SIGNED_UP"
    case deviceSRP = "DEVICE_SRP_AUTH"
    case deviceVerifier = "DEVICE_PASSWORD_VERIFIER"
}
