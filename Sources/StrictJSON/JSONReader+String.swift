/// Strings (RFC 8259 §7).
extension JSONReader {
    /// Reads the string that begins with the quotation mark at the position.
    mutating func readString() throws(JSONError) {
        let start = position + 1
        position = bytes.span.bytes.endOfPlainText(from: start)
        guard let byte = current else { throw .unexpectedEnd }
        let isPlain = byte == UInt8(ascii: "\"")
        if !isPlain { _ = try readText(from: start) }
        add(.string, start..<position, isPlain: isPlain)
        position += 1
    }

    /// What a string means whose first byte is at `start`. The position is then at its end.
    mutating func readText(from start: Int) throws(JSONError) -> String {
        position = bytes.span.bytes.endOfPlainText(from: start)
        var text = Array(bytes[start..<position])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                return try decode(text.span)
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: UTF8.encode(try readEscape()) ?? .init())
            case 0..<0x20:
                throw .controlCharacter
            default:
                text.append(byte)
                position += 1
            }
        }
        throw .unexpectedEnd
    }

    /// A span is checked and copied about four times as fast as a slice of an array.
    private func decode(_ text: Span<UInt8>) throws(JSONError) -> String {
        guard let valid = try? UTF8Span(validating: text) else { throw .invalidUTF8 }
        return String(copying: valid)
    }

    /// Reads what follows a backslash.
    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        guard let letter = current else { throw .unexpectedEnd }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw .invalidEscape
        }
    }

    /// Reads four hexadecimal digits, and six characters more when they are half of a surrogate
    /// pair.
    private mutating func readUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let unit = try readHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u"))
        else { throw .invalidEscape }
        let low = try readHexDigits()
        guard 0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw .invalidEscape }
        return scalar
    }

    private mutating func readHexDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = current else { throw .unexpectedEnd }
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue
            else { throw .invalidEscape }
            value = value << 4 | UInt32(nibble)
            position += 1
        }
        return value
    }
}
