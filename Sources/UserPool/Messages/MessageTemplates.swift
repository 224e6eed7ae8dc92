/// A pool's messages by mail.
package struct MessageTemplates: Sendable, Equatable {
    private let verification: MessageTemplate
    private let invitation: MessageTemplate
    private let authentication: MessageTemplate

    package init(_ policy: UserPoolPolicy = UserPoolPolicy()) {
        let verifying = policy.verificationMessageTemplate
        verification = MessageTemplate(
            subject: policy.emailVerificationSubject ?? verifying.emailSubject,
            html: policy.emailVerificationMessage ?? verifying.emailMessage)
        let inviting = policy.adminCreateUserConfig.inviteMessageTemplate
        invitation = MessageTemplate(subject: inviting.emailSubject, html: inviting.emailMessage)
        authentication = MessageTemplate(
            subject: policy.emailAuthenticationSubject, html: policy.emailAuthenticationMessage)
    }

    /// - Parameter username: what an invitation calls its reader; only invitations do (Cognito's
    ///   rule).
    func content(_ kind: MessageKind, code: String, username: String) -> MessageContent {
        switch kind {
        case .verification: verification.filled(code: code, username: nil)
        case .invitation: invitation.filled(code: code, username: username)
        case .authentication: authentication.filled(code: code, username: nil)
        }
    }
}

/// Which of a pool's templates a message is made of.
enum MessageKind {
    /// A code that proves an address: after signing up, or for a new password.
    case verification
    /// A temporary password for a user whom an administrator made.
    case invitation
    /// A code to sign in with.
    case authentication
}
