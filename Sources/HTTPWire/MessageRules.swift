/// What the fields of a complete head decide together: host, framing, connection, expectation.
struct MessageRules {
    var host: String?
    var framing = BodyFraming.none
    var keepsAlive = true
    var expectsContinue = false

    init(
        fields: [FieldRange], bytes: Span<UInt8>, isHTTP10: Bool
    ) throws(Refusal) {
        var known = KnownFields()
        for field in fields { known.note(field, bytes) }
        host = try Self.host(known, bytes, isHTTP10: isHTTP10)
        framing = try BodyFraming.decide(
            contentLength: known.contentLength, transferEncoding: known.transferEncoding,
            isHTTP10: isHTTP10, bytes: bytes)
        keepsAlive = Self.keepsAlive(known.connection, bytes, isHTTP10: isHTTP10)
        expectsContinue = try Self.expectsContinue(known.expect, bytes, isHTTP10: isHTTP10)
    }

    /// Exactly one on HTTP/1.1, at most one on HTTP/1.0 (RFC 9112 §3.2).
    private static func host(
        _ known: KnownFields, _ bytes: Span<UInt8>, isHTTP10: Bool
    ) throws(Refusal) -> String? {
        guard known.hosts <= 1 else { throw .repeatedHost }
        guard let range = known.host else {
            if isHTTP10 { return nil }
            throw .missingHost
        }
        guard HostField.isValid(bytes, range) else { throw .malformedHost }
        return bytes.string(range)
    }

    /// RFC 9112 §9.3: `close` always ends it, HTTP/1.0 has to ask for more.
    private static func keepsAlive(
        _ ranges: [Range<Int>], _ bytes: Span<UInt8>, isHTTP10: Bool
    ) -> Bool {
        var keeps = !isHTTP10
        var closes = false
        for range in ranges {
            var start = range.lowerBound
            while start < range.upperBound {
                let rest = start..<range.upperBound
                let comma = bytes.firstIndex(of: UInt8(ascii: ","), in: rest) ?? range.upperBound
                let option = bytes.trimmed(start..<comma)
                if bytes.equalsIgnoringCase("close".utf8, at: option) { closes = true }
                if bytes.equalsIgnoringCase("keep-alive".utf8, at: option) { keeps = true }
                start = comma + 1
            }
        }
        return keeps && !closes
    }

    /// RFC 9110 §10.1.1; HTTP/1.0 clients know no interim answers, so there it is ignored.
    private static func expectsContinue(
        _ ranges: [Range<Int>], _ bytes: Span<UInt8>, isHTTP10: Bool
    ) throws(Refusal) -> Bool {
        guard !isHTTP10, !ranges.isEmpty else { return false }
        for range in ranges {
            guard bytes.equalsIgnoringCase("100-continue".utf8, at: range) else {
                throw .unsupportedExpectation
            }
        }
        return true
    }
}

/// Where the few fields stand that the wire itself reads. Empty lists cost nothing.
private struct KnownFields {
    /// In every request, so it has no list.
    var host: Range<Int>?
    var hosts = 0
    var contentLength: [Range<Int>] = []
    var transferEncoding: [Range<Int>] = []
    var connection: [Range<Int>] = []
    var expect: [Range<Int>] = []

    /// The length of the name rules most fields out before any byte is compared.
    mutating func note(_ field: FieldRange, _ bytes: Span<UInt8>) {
        switch field.name.count {
        case 4 where field.isNamed("host", in: bytes):
            host = field.value
            hosts += 1
        case 6 where field.isNamed("expect", in: bytes): expect.append(field.value)
        case 10 where field.isNamed("connection", in: bytes): connection.append(field.value)
        case 14 where field.isNamed("content-length", in: bytes):
            contentLength.append(field.value)
        case 17 where field.isNamed("transfer-encoding", in: bytes):
            transferEncoding.append(field.value)
        default: break
        }
    }
}
