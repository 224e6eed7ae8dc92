import HTTPTypes

/// A character class of RFC 9110 §5.6 or RFC 3986: a bit for each byte of ASCII; no other byte is in
/// one. Two constants, as a table would be looked up anew for every byte.
struct ByteClass {
    /// Letters, digits, ``!#$%&'*+-.^_`|~``.
    static let token = ByteClass(0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
    /// What may stand in a path as it is: `pchar` and `/` (RFC 3986 §3.3), without `%`.
    static let path = ByteClass(0x2FFF_FFD2_0000_0000, 0x47FF_FFFE_87FF_FFFF)
    static let digit = ByteClass(0x03FF_0000_0000_0000, 0)
    static let hexDigit = ByteClass(0x03FF_0000_0000_0000, 0x0000_007E_0000_007E)
    /// A registered name in Host: letters, digits, `-._`.
    static let host = ByteClass(0x03FF_6000_0000_0000, 0x07FF_FFFE_87FF_FFFE)

    private let below64: UInt64
    private let below128: UInt64

    private init(_ below64: UInt64, _ below128: UInt64) {
        self.below64 = below64
        self.below128 = below128
    }

    @inline(__always)
    static func has(_ byte: UInt8, _ member: ByteClass) -> Bool {
        let bits = byte < 64 ? member.below64 : byte < 128 ? member.below128 : 0
        return bits >> UInt64(byte & 63) & 1 != 0
    }

    /// A token for a name, which its type promises of all but pseudo fields, and a value of visible
    /// characters, spaces, tabs and obs-text (RFC 9110 §5.1, §5.5).
    static func isField(_ name: HTTPField.Name, _ value: String) -> Bool {
        name.rawName.utf8.first != UInt8(ascii: ":")
            && value.utf8Span.span.firstControl(from: 0) == nil
    }

    /// 0…15, or nil if the byte is no hex digit.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
