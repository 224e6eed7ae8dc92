/// Base64 for URLs and JOSE: RFC 4648 §5 without padding (RFC 7515 §2).
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Base64Alphabet.urlSafe.encode(bytes), as: UTF8.self)
    }

    /// The bytes of `text`, or nil for padding, white space, another alphabet, an impossible length
    /// or unused bits that aren't zero.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(Array(text.utf8).span.bytes)
    }

    /// The bytes of the ASCII `text`, with the same refusals.
    package static func decode(_ text: RawSpan) -> [UInt8]? {
        Base64Alphabet.urlSafe.decode(text)
    }
}
