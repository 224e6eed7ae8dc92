/// Standard base64 (RFC 4648 §4): key ids, SECRET_HASH, and unpadded in PHC strings.
package enum Base64 {
    /// Whether the text is filled up to a multiple of four characters with `=`.
    package enum Padding: Sendable {
        case required
        case absent
    }

    package static func encode(_ bytes: [UInt8], padding: Padding = .required) -> String {
        var text = Base64Alphabet.standard.encode(bytes)
        if padding == .required {
            text += [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of `text`, or nil for white space, another alphabet, wrong padding or unused bits
    /// that aren't zero.
    package static func decode(_ text: String, padding: Padding = .required) -> [UInt8]? {
        var characters = Array(text.utf8)
        if padding == .required {
            guard characters.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        }
        return Base64Alphabet.standard.decode(characters.span.bytes)
    }
}
