extension CodePurpose {
    /// The template of its message.
    var kind: MessageKind {
        switch self {
        case .confirmSignUp, .resetPassword: .verification
        case .invitation: .invitation
        }
    }
}
