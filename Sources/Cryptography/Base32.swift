/// Base32 (RFC 4648 §6) without padding: the secrets that people type into authenticator apps.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt16 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt16(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt16(count)) & 31])
            }
            bits &= (1 << UInt16(count)) - 1
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt16(5 - count)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
