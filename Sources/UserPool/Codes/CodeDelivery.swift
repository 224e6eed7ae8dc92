/// Takes codes to their recipients.
///
/// `deliver` takes the message over and returns at once; mail is sent elsewhere and later. Otherwise
/// the time of an answer would tell whether there is a user to send a code to.
package protocol CodeDelivery: Sendable {
    func deliver(_ message: CodeMessage)
}

/// A code on its way. The only value outside the pool that holds a code in the clear.
package struct CodeMessage: Sendable, Equatable {
    /// The e-mail address as the user gave it, or the telephone number.
    package let recipient: String
    package let code: String
    package let purpose: CodePurpose
    package let medium: DeliveryMedium
    private let templates: MessageTemplates
    private let username: String?

    /// - Parameter username: what an invitation calls its reader; nil means by the address.
    package init(
        recipient: String, code: String, purpose: CodePurpose, medium: DeliveryMedium = .email,
        templates: MessageTemplates = MessageTemplates(), username: String? = nil
    ) {
        self.medium = medium
        self.templates = templates
        self.username = username
        self.recipient = recipient
        self.code = code
        self.purpose = purpose
    }

    /// The message to be mailed.
    package var content: MessageContent {
        templates.content(purpose.kind, code: code, username: username ?? recipient)
    }
}

/// Never shows the code, wherever it is printed.
extension CodeMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "code for \(purpose.rawValue)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
