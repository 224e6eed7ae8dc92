/// The grammar of Host and of an absolute target's authority (RFC 9110 §7.2, RFC 3986 §3.2.2).
enum HostField {
    /// A name, an IPv4 or a bracketed IPv6 address, with a port perhaps. Empty, user info, commas
    /// and percent escapes are refused: nothing that serves an API is called so.
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        if bytes[first] == UInt8(ascii: "[") { return isBracketed(bytes, range) }
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range) ?? range.upperBound
        let name = range.lowerBound..<colon
        guard !name.isEmpty, bytes.allSatisfy(ByteClass.host, in: name) else { return false }
        return isPort(bytes, colon..<range.upperBound)
    }

    private static func isBracketed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let inside = range.dropFirst()
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]"), in: inside),
            close > inside.startIndex
        else { return false }
        for index in inside.startIndex..<close {
            let byte = bytes[index]
            let isMark = byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
            guard isMark || ByteClass.has(byte, ByteClass.hexDigit) else { return false }
        }
        return isPort(bytes, close + 1..<range.upperBound)
    }

    /// Nothing, or a colon and up to five digits that make at most 65535.
    private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let colon = range.first else { return true }
        guard bytes[colon] == UInt8(ascii: ":"), range.count <= 6 else { return false }
        var port = 0
        for index in range.dropFirst() {
            guard ByteClass.has(bytes[index], ByteClass.digit) else { return false }
            port = port * 10 + Int(bytes[index] - 0x30)
        }
        return port <= 65535
    }
}
