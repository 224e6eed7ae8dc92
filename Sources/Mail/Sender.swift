/// Who letters are from: `no-reply@example.com` or `Example <no-reply@example.com>`.
package struct Sender: Sendable, Equatable {
    /// Empty where there is none.
    package let name: String
    package let address: MailAddress

    /// Nil where the address is none, or the name can't stand in a header.
    package init?(_ text: String) {
        guard text.hasSuffix(">"), let start = text.lastIndex(of: "<") else {
            guard let address = MailAddress(text) else { return nil }
            self.address = address
            name = ""
            return
        }
        let inner = text[text.index(after: start)...].dropLast()
        let name = Self.unquoted(text[..<start])
        guard let address = MailAddress(String(inner)), HeaderText.isOneLine(name) else {
            return nil
        }
        self.name = name
        self.address = address
    }

    /// RFC 5322 §3.4.
    var headerValue: String {
        name.isEmpty ? address.text : "\(HeaderText.phrase(name)) <\(address.text)>"
    }

    private static func unquoted(_ text: Substring) -> String {
        var name = text.drop { $0 == " " }
        while name.last == " " { name.removeLast() }
        if name.count >= 2, name.first == "\"", name.last == "\"" {
            name = name.dropFirst().dropLast()
        }
        return String(name)
    }
}
