/// An address of mail: RFC 5321's Mailbox without quoted local parts and address literals, ASCII
/// only. Nothing in it can end a line of SMTP or of a header.
package struct MailAddress: Sendable, Equatable {
    package let text: String
    package let domain: String

    /// Nil for what isn't one.
    package init?(_ text: String) {
        guard text.utf8.count <= MailLimits.address else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= MailLimits.localPart, Self.isLocal(parts[0]),
            Self.isDomain(parts[1])
        else { return nil }
        self.text = text
        domain = String(decoding: parts[1], as: UTF8.self)
    }

    private typealias Part = String.UTF8View.SubSequence

    private static func isLocal(_ part: Part) -> Bool {
        dotted(part).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
        }
    }

    /// Names without a dot too: `root@localhost`.
    private static func isDomain(_ part: Part) -> Bool {
        dotted(part).allSatisfy { label in
            (1...MailLimits.domainLabel).contains(label.count)
                && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
        }
    }

    private static func dotted(_ part: Part) -> [Part] {
        part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
