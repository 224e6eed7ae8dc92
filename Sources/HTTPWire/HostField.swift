/// The grammar of Host and of an absolute target's authority (RFC 9110 §7.2, RFC 3986 §3.2.2).
enum HostField {
    /// A name, an IPv4 or a bracketed IPv6 address, with a port perhaps. Empty, user info, commas
    /// and percent escapes are refused: nothing that serves an API is called so.
    ///
    /// - Parameter needsPort: CONNECT's target names its port always (RFC 9112 §3.2.3).
    static func isValid(
        _ bytes: Span<UInt8>, _ range: Range<Int>, needsPort: Bool = false
    ) -> Bool {
        guard let first = range.first, let port = portStart(bytes, range, first) else {
            return false
        }
        guard isPort(bytes, port..<range.upperBound) else { return false }
        return !needsPort || range.upperBound - port > 1
    }

    /// Where the name or the bracketed address ends; nil where it is no such thing.
    private static func portStart(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ first: Int
    ) -> Int? {
        if bytes[first] == UInt8(ascii: "[") { return bracketEnd(bytes, range) }
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range) ?? range.upperBound
        let name = range.lowerBound..<colon
        guard !name.isEmpty, bytes.allSatisfy(ByteClass.host, in: name) else { return nil }
        return colon
    }

    private static func bracketEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let inside = range.lowerBound + 1..<range.upperBound
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]"), in: inside),
            AddressText.ipv6(bytes.extracting(inside.lowerBound..<close)) != nil
        else { return nil }
        return close + 1
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
