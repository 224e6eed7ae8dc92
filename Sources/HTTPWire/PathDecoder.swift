/// Percent-decodes a path once, as UTF-8, and refuses second spellings of what routes are made of.
enum PathDecoder {
    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Refusal) -> String {
        let percent = UInt8(ascii: "%")
        if bytes.firstIndex(of: percent, in: range) == nil {
            guard bytes.allSatisfy(ByteClass.path, in: range) else { throw .malformedTarget }
            try refuseAliases(bytes, range)
            return bytes.string(range)
        }
        let decoded = try unescaped(bytes, range)
        try refuseAliases(decoded.span, 0..<decoded.count)
        guard let path = String(validating: decoded, as: UTF8.self) else { throw .malformedTarget }
        return path
    }

    private static func unescaped(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                decoded.append(try escape(bytes, index, range.upperBound))
                index += 3
            } else {
                guard ByteClass.has(byte, ByteClass.path) else { throw .malformedTarget }
                decoded.append(byte)
                index += 1
            }
        }
        return decoded
    }

    /// The byte of one `%XX`, unless it could spell a character that routes are made of.
    private static func escape(
        _ bytes: Span<UInt8>, _ index: Int, _ end: Int
    ) throws(Refusal) -> UInt8 {
        guard index + 2 < end, let high = ByteClass.hexValue(bytes[index + 1]),
            let low = ByteClass.hexValue(bytes[index + 2])
        else { throw .malformedTarget }
        let byte = high << 4 | low
        guard byte >= 0x20, byte != 0x7F else { throw .malformedTarget }
        let separates = byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
        guard !separates, !ByteClass.has(byte, ByteClass.host) else { throw .ambiguousPath }
        return byte
    }

    /// Empty segments (but one trailing slash, which is the router's business), `.` and `..`.
    private static func refuseAliases(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) {
        var segment = range.lowerBound + 1
        for index in segment...max(segment, range.upperBound) {
            let isEnd = index >= range.upperBound
            guard isEnd || bytes[index] == UInt8(ascii: "/") else { continue }
            if index == segment, !isEnd { throw .ambiguousPath }
            if isDots(bytes, segment..<max(segment, index)) { throw .ambiguousPath }
            segment = index + 1
        }
    }

    private static func isDots(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        guard segment.count == 1 || segment.count == 2 else { return false }
        for index in segment where bytes[index] != UInt8(ascii: ".") { return false }
        return true
    }
}
