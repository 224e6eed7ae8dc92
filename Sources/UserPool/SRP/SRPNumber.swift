import Cryptography

/// Numbers of SRP as Cognito hashes and sends them.
enum SRPNumber {
    /// The shortest positive two's-complement form (Java's `BigInteger.toByteArray`): no leading
    /// zero bytes, but one before a byte from 0x80 on. Everything that is hashed has this form.
    static func padded(_ number: [UInt8]) -> [UInt8] {
        let bytes = number.drop { $0 == 0 }
        guard let first = bytes.first else { return [0] }
        return (first >= 0x80 ? [0] : []) + bytes
    }

    /// A number in hexadecimal digits of either letter case and any count up to the modulus's; nil
    /// for anything else.
    static func read(_ text: String) -> [UInt8]? {
        let digits = text.utf8.count
        guard (1...2 * (SRPGroup.modulusBytes + 1)).contains(digits) else { return nil }
        return Hex.decode(digits.isMultiple(of: 2) ? text : "0" + text)
    }

    /// For the wire: lower case, without leading zero bytes.
    static func hex(_ number: [UInt8]) -> String {
        let bytes = Array(number.drop { $0 == 0 })
        return bytes.isEmpty ? "00" : Hex.encode(bytes)
    }
}
