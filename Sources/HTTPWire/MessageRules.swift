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
        host = try Self.host(known.host, bytes, isHTTP10: isHTTP10)
        framing = try BodyFraming.decide(
            contentLength: known.contentLength, transferEncoding: known.transferEncoding,
            isHTTP10: isHTTP10, bytes: bytes)
        keepsAlive = known.connection.keepsAlive(isHTTP10: isHTTP10)
        expectsContinue = try Self.expectsContinue(known, isHTTP10: isHTTP10)
    }

    /// What can be said of a head that wasn't understood to its end: no body follows, none is read.
    init() {}

    /// Exactly one on HTTP/1.1, at most one on HTTP/1.0 (RFC 9112 §3.2).
    private static func host(
        _ field: SoleField, _ bytes: Span<UInt8>, isHTTP10: Bool
    ) throws(Refusal) -> String? {
        guard !field.isRepeated else { throw .repeatedHost }
        guard let range = field.value else {
            if isHTTP10 { return nil }
            throw .missingHost
        }
        guard HostField.isValid(bytes, range) else { throw .malformedHost }
        return bytes.string(range)
    }

    /// RFC 9110 §10.1.1; HTTP/1.0 clients know no interim answers, so there it is ignored.
    private static func expectsContinue(
        _ known: KnownFields, isHTTP10: Bool
    ) throws(Refusal) -> Bool {
        guard !isHTTP10 else { return false }
        guard !known.expectsOther else { throw .unsupportedExpectation }
        return known.expectsContinue
    }
}

/// A field that may stand once: its value, and whether there is another of its name.
struct SoleField {
    private(set) var value: Range<Int>?
    private(set) var isRepeated = false

    mutating func note(_ range: Range<Int>) {
        isRepeated = value != nil
        value = range
    }
}

/// The options of all Connection fields that matter here (RFC 9110 §7.6.1).
struct ConnectionOptions {
    private var closes = false
    private var asksToStay = false

    mutating func note(_ value: Range<Int>, _ bytes: Span<UInt8>) {
        bytes.forEachElement(of: value) { option in
            if bytes.equalsIgnoringCase("close".utf8, at: option) { closes = true }
            if bytes.equalsIgnoringCase("keep-alive".utf8, at: option) { asksToStay = true }
        }
    }

    /// RFC 9112 §9.3: `close` always ends it, HTTP/1.0 has to ask for more.
    func keepsAlive(isHTTP10: Bool) -> Bool { (asksToStay || !isHTTP10) && !closes }
}

/// The few fields that the wire itself reads, noted without a list: most requests have one or two.
private struct KnownFields {
    var host = SoleField()
    var contentLength = SoleField()
    var transferEncoding = SoleField()
    var connection = ConnectionOptions()
    var expectsContinue = false
    var expectsOther = false

    /// The length of the name rules most fields out before any byte is compared.
    mutating func note(_ field: FieldRange, _ bytes: Span<UInt8>) {
        switch field.name.count {
        case 4 where field.isNamed("host", in: bytes): host.note(field.value)
        case 6 where field.isNamed("expect", in: bytes):
            if field.value.isEmpty { expectsOther = true }
            bytes.forEachElement(of: field.value) { expectation in
                if bytes.equalsIgnoringCase("100-continue".utf8, at: expectation) {
                    expectsContinue = true
                } else {
                    expectsOther = true
                }
            }
        case 10 where field.isNamed("connection", in: bytes):
            connection.note(field.value, bytes)
        case 14 where field.isNamed("content-length", in: bytes): contentLength.note(field.value)
        case 17 where field.isNamed("transfer-encoding", in: bytes):
            transferEncoding.note(field.value)
        default: break
        }
    }
}
