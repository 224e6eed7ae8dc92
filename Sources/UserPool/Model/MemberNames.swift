/// The names of members in a JSON text, looked at before a decoder makes a dictionary of them: hashing
/// a name brings it into a normal form, and that takes time with the square of a run of marks.
enum MemberNames {
    /// Whether none is longer than any that the service model or a caller has a use for. Says nothing
    /// about whether the text is JSON.
    static func areShort(in body: [UInt8]) -> Bool {
        var rest = body[...]
        while let open = rest.firstIndex(of: quote) {
            let start = body.index(after: open)
            guard let end = closingQuote(of: body, from: start) else { return true }
            rest = body[body.index(after: end)...]
            if end - start > Limits.memberNameBytes,
                rest.first(where: { !whitespace.contains($0) }) == colon
            {
                return false
            }
        }
        return true
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let colon = UInt8(ascii: ":")
    private static let whitespace = Array(" \t\r\n".utf8)

    private static func closingQuote(of body: [UInt8], from start: Int) -> Int? {
        var isEscaped = false
        return body[start...].firstIndex { byte in
            if isEscaped {
                isEscaped = false
                return false
            }
            isEscaped = byte == backslash
            return byte == quote
        }
    }
}
