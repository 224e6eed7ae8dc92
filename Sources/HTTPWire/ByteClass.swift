/// The character classes of RFC 9110 §5.6 and RFC 3986, one bit each in a table of 256 entries.
enum ByteClass {
    static let token: UInt8 = 1
    /// What may stand in a path as it is: `pchar` and `/` (RFC 3986 §3.3), without `%`.
    static let path: UInt8 = 2
    static let digit: UInt8 = 4
    static let hexDigit: UInt8 = 8
    /// A registered name in Host: letters, digits, `-._`.
    static let host: UInt8 = 16

    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 256)
        func add(_ bit: UInt8, _ characters: String) {
            for byte in characters.utf8 { table[Int(byte)] |= bit }
        }
        let digits = "0123456789"
        let lower = "abcdefghijklmnopqrstuvwxyz"
        let letters = lower + lower.uppercased()
        add(token, digits + letters + "!#$%&'*+-.^_`|~")
        add(path, digits + letters + "-._~!$&'()*+,;=:@/")
        add(digit, digits)
        add(hexDigit, digits + "abcdefABCDEF")
        add(host, digits + letters + "-._")
        return table
    }()

    @inline(__always)
    static func has(_ byte: UInt8, _ bit: UInt8) -> Bool { table[Int(byte)] & bit != 0 }

    /// Visible characters, spaces, tabs and obs-text: what a field value is made of (RFC 9110 §5.5).
    static func isFieldValue(_ value: String) -> Bool {
        value.utf8Span.span.firstControl(from: 0) == nil
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
