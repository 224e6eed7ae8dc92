import HTTPTypes

/// What the parsers and the serialiser append, each as one copy.
extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    mutating func append(ascii text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// A field line with its CR LF.
    mutating func append(field name: HTTPField.Name, _ value: String) {
        append(contentsOf: name.rawName.utf8)
        append(ascii: ": ")
        append(contentsOf: value.utf8)
        append(ascii: "\r\n")
    }

    /// A number that isn't negative, in decimal digits.
    mutating func append(decimal value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            divisor /= 10
        }
    }
}
