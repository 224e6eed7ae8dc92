import StrictJSON

/// The bytes of a token in compact serialisation (RFC 7515 §7.1) and where its two dots are.
/// Nothing has been decoded.
struct TokenSegments {
    let bytes: [UInt8]
    private let firstDot: Int
    private let secondDot: Int

    init(_ token: String) throws(TokenError) {
        guard token.utf8.count <= TokenLimits.tokenBytes else { throw .tooLarge }
        let bytes = Array(token.utf8)
        let text = bytes.span.bytes
        let dot = UInt8(ascii: ".")
        guard let first = text.offset(of: dot, from: 0),
            let second = text.offset(of: dot, from: first + 1),
            text.offset(of: dot, from: second + 1) == nil
        else { throw .wrongSegmentCount }
        guard first <= TokenLimits.headerBytes else { throw .headerTooLarge }
        self.bytes = bytes
        firstDot = first
        secondDot = second
    }

    var header: Range<Int> { 0..<firstDot }
    var payload: Range<Int> { firstDot + 1..<secondDot }
    var signature: Range<Int> { secondDot + 1..<bytes.count }
    /// What the signature is over: header, dot and payload as they were sent.
    var signingInput: Range<Int> { 0..<secondDot }
}
