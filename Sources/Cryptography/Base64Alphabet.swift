/// One of RFC 4648's two base64 alphabets, and the strict conversion that both share.
///
/// Decoding is canonical: for each byte string exactly one text is accepted, so a text can't be
/// varied without changing what it means.
struct Base64Alphabet: Sendable {
    private let characters: [UInt8]
    /// The value of each character, 255 for those outside the alphabet.
    private let values: [UInt8]

    /// RFC 4648 §4.
    static let standard = Base64Alphabet(last: "+/")
    /// RFC 4648 §5.
    static let urlSafe = Base64Alphabet(last: "-_")

    private init(last: String) {
        let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last
        characters = Array(text.utf8)
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in characters.enumerated() {
            values[Int(character)] = UInt8(value)
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
        var accepted = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.byteCount / 4 * 3 + 2) {
            buffer, count in
            let decoded = text.withUnsafeBytes { decode($0, into: buffer) }
            accepted = decoded != nil
            count = decoded ?? 0
        }
        return accepted ? bytes : nil
    }

    /// Four characters at a time, then the two or three that may be left. Returns the bytes
    /// written.
    private func decode(
        _ text: UnsafeRawBufferPointer, into bytes: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        values.withUnsafeBufferPointer { values in
            var position = 0
            var written = 0
            var seen: UInt8 = 0
            func next() -> UInt32 {
                let value = values[Int(text[position])]
                position += 1
                seen |= value
                return UInt32(value)
            }
            func write(_ value: UInt32) {
                bytes[written] = UInt8(truncatingIfNeeded: value)
                written += 1
            }
            while position + 4 <= text.count {
                let group = next() << 18 | next() << 12 | next() << 6 | next()
                write(group >> 16)
                write(group >> 8)
                write(group)
            }
            // What a shorter last group leaves over must be zero (RFC 4648 §3.5).
            var unused: UInt32 = 0
            if text.count - position == 2 {
                let group = next() << 6 | next()
                write(group >> 4)
                unused = group & 0x0F
            } else if text.count - position == 3 {
                let group = next() << 12 | next() << 6 | next()
                write(group >> 10)
                write(group >> 2)
                unused = group & 0x03
            }
            return seen < 64 && unused == 0 ? written : nil
        }
    }
}
