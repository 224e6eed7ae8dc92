import HTTPTypes

/// A request target (RFC 9112 §3.2), reduced to the path that routes are compared with.
///
/// Refused as ambiguous: empty and dot segments, an encoded slash, backslash, control character or
/// unreserved character other than `~`. A proxy in front that guards `/admin` sees the bytes, a
/// router sees the decoded path: wherever the two could differ, the request is refused instead.
struct RequestTarget: Equatable {
    var path: String
    var query: String?
    /// The authority of an absolute-form target, which then outranks Host (RFC 9112 §3.2.2).
    var authority: String?

    /// The origin and absolute forms, the asterisk form for OPTIONS (RFC 9112 §3.2.4), and for CONNECT
    /// the authority form alone (§3.2.3), which ends here: nothing behind us makes tunnels.
    static func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, method: HTTPRequest.Method
    ) throws(Refusal) -> RequestTarget {
        guard !range.isEmpty else { throw .malformedTarget }
        if method == .connect {
            throw HostField.isValid(bytes, range, needsPort: true)
                ? .unsupportedConnect : .malformedTarget
        }
        if bytes[range.lowerBound] == UInt8(ascii: "/") {
            return try originForm(bytes, range, authority: nil)
        }
        if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "*"), method == .options {
            return RequestTarget(path: "*", query: nil, authority: nil)
        }
        return try absoluteForm(bytes, range)
    }

    private static func absoluteForm(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> RequestTarget {
        var start = range.lowerBound
        for scheme in ["http://", "https://"] {
            let end = start + scheme.utf8.count
            guard end <= range.upperBound else { continue }
            if bytes.equalsIgnoringCase(scheme.utf8, at: start..<end) {
                start = end
                break
            }
        }
        guard start > range.lowerBound else { throw .malformedTarget }
        let rest = start..<range.upperBound
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: rest) ?? rest.upperBound
        let end = bytes.firstIndex(of: UInt8(ascii: "?"), in: start..<slash) ?? slash
        guard HostField.isValid(bytes, start..<end) else { throw .malformedTarget }
        return try originForm(
            bytes, end..<rest.upperBound, authority: bytes.string(start..<end))
    }

    private static func originForm(
        _ bytes: Span<UInt8>, _ range: Range<Int>, authority: String?
    ) throws(Refusal) -> RequestTarget {
        let mark = bytes.firstIndex(of: UInt8(ascii: "?"), in: range)
        let path = range.lowerBound..<(mark ?? range.upperBound)
        var query: String?
        if let mark {
            query = try rawQuery(bytes, mark + 1..<range.upperBound)
        }
        // An empty path, which only the absolute form has, stands for "/" (RFC 9110 §4.2.3).
        return RequestTarget(
            path: path.isEmpty ? "/" : try PathDecoder.decode(bytes, path), query: query,
            authority: authority)
    }

    /// Visible ASCII but `#`: browsers and axios send `[]{}|` in queries unescaped, RFC or not.
    private static func rawQuery(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> String {
        for index in range {
            let byte = bytes[index]
            guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") else {
                throw .malformedTarget
            }
        }
        return bytes.string(range)
    }
}
