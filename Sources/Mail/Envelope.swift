/// A letter ready to be carried: what SMTP's commands name, and the message.
package struct Envelope: Sendable {
    package let sender: MailAddress
    package let recipient: MailAddress
    package let message: [UInt8]

    /// Writes the message (RFC 5322, with RFC 2046 §5.1.4's two forms of one text).
    ///
    /// - Parameters:
    ///   - id: unique, of letters, digits and hyphens; the same for each attempt at one letter, so
    ///     that a receiver may know it again.
    ///   - date: seconds since 1970.
    init(_ letter: Letter, from sender: Sender, id: String, date: Int64) {
        self.sender = sender.address
        recipient = letter.recipient
        let boundary = "=_\(id)"
        let headers = [
            "Date: \(MailDate.text(date))",
            "From: \(sender.headerValue)",
            "To: \(letter.recipient.text)",
            "Subject: \(HeaderText.unstructured(letter.subject))",
            "Message-ID: <\(id)@\(sender.address.domain)>",
            // RFC 3834 §5: no "out of office" in return.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        message =
            Array((headers.joined(separator: "\r\n") + "\r\n").utf8)
            + Self.part("text/plain", letter.text, boundary)
            + Self.part("text/html", letter.html, boundary)
            + Array("\r\n--\(boundary)--\r\n".utf8)
    }

    /// The boundary can't occur in a part: quoted-printable writes `=` as `=3D`.
    private static func part(_ type: String, _ text: String, _ boundary: String) -> [UInt8] {
        let head = """
            \r\n--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n
            """
        return Array(head.utf8) + QuotedPrintable.encode(text)
    }
}

/// It holds a letter.
extension Envelope: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "envelope" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
