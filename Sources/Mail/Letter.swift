/// What somebody is to read, as text and as HTML.
package struct Letter: Sendable, Equatable {
    let recipient: MailAddress
    let subject: String
    let text: String
    let html: String

    /// Nil where the subject doesn't fit one line of a header.
    package init?(to recipient: MailAddress, subject: String, text: String, html: String) {
        guard HeaderText.isOneLine(subject) else { return nil }
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// Letters hold codes: they never show what is in them.
extension Letter: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "letter" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
