extension CodePurpose {
    /// The template of its message.
    var kind: MessageKind {
        switch self {
        case .confirmSignUp, .resetPassword, .verifyEmail, .verifyPhoneNumber: .verification
        case .secondFactor, .signIn: .authentication
        case .invitation: .invitation
        }
    }
}
