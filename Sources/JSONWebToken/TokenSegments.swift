/// The bytes of a token in compact serialisation (RFC 7515 §7.1) and where its two dots are.
/// Nothing has been decoded.
struct TokenSegments {
    let bytes: [UInt8]
    private let firstDot: Int
    private let secondDot: Int

    init(_ token: String) throws(TokenError) {
        guard token.utf8.count <= TokenLimits.tokenBytes else { throw .tooLarge }
        bytes = Array(token.utf8)
        guard let first = bytes.firstIndex(of: UInt8(ascii: ".")),
            let second = bytes[(first + 1)...].firstIndex(of: UInt8(ascii: ".")),
            !bytes[(second + 1)...].contains(UInt8(ascii: "."))
        else { throw .wrongSegmentCount }
        guard first <= TokenLimits.headerBytes else { throw .headerTooLarge }
        firstDot = first
        secondDot = second
    }

    var header: Range<Int> { 0..<firstDot }
    var payload: Range<Int> { firstDot + 1..<secondDot }
    var signature: Range<Int> { secondDot + 1..<bytes.count }
    /// What the signature is over: header, dot and payload as they were sent.
    var signingInput: Range<Int> { 0..<secondDot }
}
