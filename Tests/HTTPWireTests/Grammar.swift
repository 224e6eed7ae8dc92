/// The sets of RFC 5234, RFC 9110 and RFC 3986, written down from their ABNF and from nothing of ours.
enum Grammar {
    static let alpha = Set(UInt8(ascii: "A")...UInt8(ascii: "Z"))
        .union(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let digit = Set(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let hexDigit = digit.union("ABCDEFabcdef".utf8)
    static let visible = Set<UInt8>(0x21...0x7E)
    static let obsText = Set<UInt8>(0x80...0xFF)
    static let space: Set<UInt8> = [0x20, 0x09]
    static let anything = Set<UInt8>(0...255)

    /// RFC 9110 §5.6.2
    static let token = alpha.union(digit).union("!#$%&'*+-.^_`|~".utf8)
    /// RFC 9110 §5.5: field-vchar, and what may stand between two of them.
    static let fieldValue = visible.union(obsText).union(space)
    /// RFC 3986 §2.3, §2.2, §3.3; `pct-encoded` apart.
    static let unreserved = alpha.union(digit).union("-._~".utf8)
    static let pathCharacter = unreserved.union("!$&'()*+,;=".utf8).union(":@".utf8)
    /// RFC 3986 §3.2.2 `reg-name`, without what no DNS name has: escapes, sub-delims, `~`.
    static let hostName = unreserved.subtracting("~".utf8)

    static func only(_ bytes: String) -> Set<UInt8> { Set(bytes.utf8) }
}
