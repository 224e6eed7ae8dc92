/// How a name goes into a header: printable ASCII as it is, everything else percent-encoded as UTF-8
/// (RFC 3986 §2.1), and so is `%` itself. Nothing can split a header, be trimmed away, or arrive in
/// another character set; a receiver decodes by percent-decoding.
enum HeaderText {
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func encode(_ text: String) -> String {
        encode(text, alsoCommas: false)
    }

    /// Names separated by commas; a comma inside a name is encoded.
    static func encode(list: [String]) -> String {
        list.map { encode($0, alsoCommas: true) }.joined(separator: ",")
    }

    private static func encode(_ text: String, alsoCommas: Bool) -> String {
        let text = text.utf8Span.span
        let last = text.count - 1
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.count)
        for index in text.indices {
            let byte = text[index]
            let isPlain =
                switch byte {
                case UInt8(ascii: "%"): false
                case UInt8(ascii: ","): !alsoCommas
                case UInt8(ascii: " "): index > 0 && index < last
                default: 0x21...0x7E ~= byte
                }
            if isPlain {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
