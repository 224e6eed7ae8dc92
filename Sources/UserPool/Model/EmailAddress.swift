/// E-mail addresses as this pool takes them.
enum EmailAddress {
    /// Whether `text` is an address: RFC 5321's Mailbox without quoted local parts and address
    /// literals, ASCII only. Mail services refuse more, and look-alike letters would make two
    /// accounts that people can't tell apart.
    static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last else {
            return false
        }
        return text.utf8.count <= 254 && isLocal(local) && isDomain(domain)
    }

    /// `f***@e***`: all that an answer shows of it. In lower case, so that the address on record and
    /// the same address as somebody typed it look alike.
    static func masked(_ text: String) -> String {
        let parts = (try? UserName(text))?.key.split(separator: "@", maxSplits: 1)
        guard let local = parts?.first?.first, let domain = parts?.dropFirst().first?.first else {
            return "***"
        }
        return "\(local)***@\(domain)***"
    }

    private static func isLocal(_ part: String.UTF8View.SubSequence) -> Bool {
        let atoms = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return part.count <= 64 && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtom) }
    }

    private static func isDomain(_ part: String.UTF8View.SubSequence) -> Bool {
        let labels = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count)
                    && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
                    && label.first != hyphen && label.last != hyphen
            }
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let atomMarks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isAtom(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || atomMarks.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            false
        }
    }
}
