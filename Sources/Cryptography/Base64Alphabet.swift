/// One of RFC 4648's two base64 alphabets, and the strict conversion that both share.
///
/// Decoding is canonical: for each byte string exactly one text is accepted, so a text can't be
/// varied without changing what it means.
struct Base64Alphabet: Sendable {
    private let characters: [UInt8]
    /// What each byte stands for at each of the four places of a group, 256 after 256: its six bits
    /// among the group's 24, or `stranger`.
    private let values: [UInt32]
    /// The mark of a byte outside the alphabet.
    private static let stranger: UInt32 = 1 << 31

    /// RFC 4648 §4.
    static let standard = Base64Alphabet(last: "+/")
    /// RFC 4648 §5.
    static let urlSafe = Base64Alphabet(last: "-_")

    private init(last: String) {
        let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last
        characters = Array(text.utf8)
        var values = [UInt32](repeating: Self.stranger, count: 4 * 256)
        for (value, character) in characters.enumerated() {
            for place in 0..<4 {
                values[place * 256 + Int(character)] = UInt32(value) << UInt32(18 - 6 * place)
            }
        }
        self.values = values
    }

    /// The text of `bytes` without padding.
    func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var pending = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            pending += 8
            while pending >= 6 {
                pending -= 6
                text.append(characters[Int(bits >> UInt32(pending) & 63)])
            }
        }
        if pending > 0 { text.append(characters[Int(bits << UInt32(6 - pending) & 63)]) }
        return text
    }

    /// The bytes of unpadded `text`, or nil if a character is outside the alphabet, the length is
    /// impossible, or unused bits aren't zero.
    func decode(_ text: RawSpan) -> [UInt8]? {
        guard text.byteCount % 4 != 1 else { return nil }
        var accepted = false
        let bytes = [UInt8](unsafeUninitializedCapacity: text.byteCount / 4 * 3 + 3) {
            buffer, count in
            count = text.byteCount * 3 / 4
            accepted = text.withUnsafeBytes { decode($0, into: buffer) }
        }
        return accepted ? bytes : nil
    }

    /// Four characters at a time, then the two or three that may be left. Returns whether they are
    /// base64.
    private func decode(
        _ text: UnsafeRawBufferPointer, into bytes: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        values.withUnsafeBufferPointer { values in
            var seen: UInt32 = 0
            var position = 0
            var written = 0
            while position &+ 4 <= text.count {
                let group =
                    values[Int(text[position])] | values[256 | Int(text[position &+ 1])]
                    | values[512 | Int(text[position &+ 2])]
                    | values[768 | Int(text[position &+ 3])]
                Self.write(group, to: bytes, at: written)
                seen |= group
                position &+= 4
                written &+= 3
            }
            guard position < text.count else { return seen < Self.stranger }
            let last = zip(text[position...], [0, 256, 512]).reduce(into: UInt32(0)) {
                $0 |= values[Int($1.0) + $1.1]
            }
            Self.write(last, to: bytes, at: written)
            // What a shorter last group leaves over must be zero (RFC 4648 §3.5).
            let unused: UInt32 = text.count - position == 2 ? 0xFFFF : 0xFF
            return seen | last < Self.stranger && last & unused == 0
        }
    }

    @inline(__always)
    private static func write(
        _ group: UInt32, to bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int
    ) {
        bytes[offset] = UInt8(truncatingIfNeeded: group >> 16)
        bytes[offset &+ 1] = UInt8(truncatingIfNeeded: group >> 8)
        bytes[offset &+ 2] = UInt8(truncatingIfNeeded: group)
    }
}
