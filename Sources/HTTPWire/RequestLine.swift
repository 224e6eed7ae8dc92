import HTTPTypes

/// `method SP target SP version`, with single spaces (RFC 9112 §3).
struct RequestLine: Sendable {
    var method: HTTPRequest.Method
    var target: RequestTarget
    var isHTTP10: Bool

    static func parse(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Refusal) -> RequestLine {
        let space = UInt8(ascii: " ")
        guard let first = bytes.firstIndex(of: space, in: line) else { throw .malformedRequestLine }
        let afterMethod = first + 1..<line.upperBound
        guard let second = bytes.firstIndex(of: space, in: afterMethod) else {
            throw .malformedRequestLine
        }
        let method = try method(bytes, line.lowerBound..<first)
        let isHTTP10 = try isHTTP10(bytes, second + 1..<line.upperBound)
        let target = try RequestTarget.parse(bytes, first + 1..<second, method: method)
        return RequestLine(method: method, target: target, isHTTP10: isHTTP10)
    }

    private static func method(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> HTTPRequest.Method {
        switch range.count {
        case 3 where bytes.holds("GET", at: range): return .get
        case 4 where bytes.holds("POST", at: range): return .post
        default: break
        }
        guard !range.isEmpty, bytes.allSatisfy(ByteClass.token, in: range),
            let method = HTTPRequest.Method(bytes.string(range))
        else { throw .malformedRequestLine }
        return method
    }

    /// `HTTP/1.1` or `HTTP/1.0`. Another well-formed version is refused as such, anything else as
    /// malformed; the name is case-sensitive (RFC 9112 §2.3).
    private static func isHTTP10(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> Bool {
        let start = range.lowerBound
        guard range.count == 8, bytes.holds("HTTP/", at: start..<start + 5),
            ByteClass.has(bytes[start + 5], ByteClass.digit), bytes[start + 6] == UInt8(ascii: "."),
            ByteClass.has(bytes[start + 7], ByteClass.digit)
        else { throw .malformedRequestLine }
        guard bytes[start + 5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        switch bytes[start + 7] {
        case UInt8(ascii: "0"): return true
        case UInt8(ascii: "1"): return false
        default: throw .unsupportedVersion
        }
    }
}
