/// RFC 2045 §6.7: text as lines of at most 76 ASCII characters. Every line break, however it was
/// written, becomes CR LF.
enum QuotedPrintable {
    static func encode(_ text: String) -> [UInt8] {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 5 / 4)
        for (index, line) in lines.enumerated() {
            if index > 0 { bytes += lineBreak }
            encode(line, into: &bytes)
        }
        return bytes
    }

    private static let lineBreak = Array("\r\n".utf8)
    private static let softBreak = Array("=\r\n".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encode(_ line: String.UTF8View.SubSequence, into bytes: inout [UInt8]) {
        var column = 0
        for index in line.indices {
            let isLast = line.index(after: index) == line.endIndex
            let unit = unit(line[index], isLast: isLast)
            // The soft break's own `=` needs a column, unless nothing follows.
            if column + unit.count > MailLimits.quotedLine - (isLast ? 0 : 1) {
                bytes += softBreak
                column = 0
            }
            bytes += unit
            column += unit.count
        }
    }

    /// A byte as it is, or as `=XX`. White space at a line's end would get lost.
    private static func unit(_ byte: UInt8, isLast: Bool) -> [UInt8] {
        let isBlank = byte == 0x20 || byte == 0x09
        let isPlain = (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=")
        if isPlain || isBlank && !isLast { return [byte] }
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
