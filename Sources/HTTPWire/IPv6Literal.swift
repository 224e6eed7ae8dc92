/// What may stand between the brackets of a host (RFC 3986 §3.2.2, `IPv6address`).
enum IPv6Literal {
    /// Eight groups of one to four hex digits; one run of them may be left out as `::`, the last two
    /// may be written as an IPv4 address. No zone, no `IPvFuture`.
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let colon = UInt8(ascii: ":")
        var index = range.lowerBound
        var groups = 0
        var isCompressed = range.count >= 2 && bytes[index] == colon && bytes[index + 1] == colon
        if isCompressed { index += 2 }
        while index < range.upperBound {
            let end =
                bytes.firstIndex(of: colon, in: index..<range.upperBound) ?? range.upperBound
            if end == range.upperBound, isIPv4(bytes, index..<end) {
                groups += 2
                break
            }
            guard isGroup(bytes, index..<end) else { return false }
            groups += 1
            guard end < range.upperBound else { break }
            index = end + 1
            guard index < range.upperBound else { return false }
            if bytes[index] == colon {
                guard !isCompressed else { return false }
                isCompressed = true
                index += 1
            }
        }
        return isCompressed ? groups <= 7 : groups == 8
    }

    private static func isGroup(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        (1...4).contains(range.count) && bytes.allSatisfy(ByteClass.hexDigit, in: range)
    }

    /// Four numbers up to 255 without leading zeros.
    private static func isIPv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        for part in 0..<4 {
            let dot = bytes.firstIndex(of: UInt8(ascii: "."), in: start..<range.upperBound)
            let end = part < 3 ? dot : range.upperBound
            guard let end, isOctet(bytes, start..<end) else { return false }
            start = min(end + 1, range.upperBound)
        }
        return true
    }

    private static func isOctet(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...3).contains(range.count), bytes.allSatisfy(ByteClass.digit, in: range) else {
            return false
        }
        var value = 0
        for index in range { value = value * 10 + Int(bytes[index] - 0x30) }
        return value <= 255 && (range.count == 1 || bytes[range.lowerBound] != 0x30)
    }
}
