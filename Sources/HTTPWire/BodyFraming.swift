/// How long the body is (RFC 9112 §6).
enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked

    /// RFC 9112 §6.3 as one function, stricter where the RFC leaves a choice: every request whose
    /// length two servers could read differently is refused.
    static func decide(
        contentLength: SoleField, transferEncoding: SoleField, isHTTP10: Bool, bytes: Span<UInt8>
    ) throws(Refusal) -> BodyFraming {
        if let coding = transferEncoding.value {
            guard contentLength.value == nil, !isHTTP10 else { throw .conflictingFraming }
            guard !transferEncoding.isRepeated else { throw .malformedTransferEncoding }
            return try chunkedOrRefused(bytes, coding)
        }
        guard let length = contentLength.value else { return .none }
        guard !contentLength.isRepeated else { throw .repeatedContentLength }
        return .length(try decimal(bytes, length))
    }

    /// 1*DIGIT that fits an Int. No sign, no list, no overflow.
    private static func decimal(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> Int {
        guard !range.isEmpty else { throw .malformedContentLength }
        var value = 0
        for index in range {
            guard ByteClass.has(bytes[index], ByteClass.digit) else {
                throw .malformedContentLength
            }
            let (tens, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooFar) = tens.addingReportingOverflow(Int(bytes[index] - 0x30))
            guard !over, !tooFar else { throw .malformedContentLength }
            value = sum
        }
        return value
    }

    /// `chunked` alone is understood. Where it comes last behind other codings, the body's end is
    /// known but not its meaning: 501 (RFC 9112 §6.1). Where it isn't last or not single, nobody can
    /// tell the end: 400 (§6.3).
    private static func chunkedOrRefused(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> BodyFraming {
        if bytes.equalsIgnoringCase("chunked".utf8, at: range) { return .chunked }
        var sawChunked = false
        var start = range.lowerBound
        while start <= range.upperBound {
            let comma =
                bytes.firstIndex(of: UInt8(ascii: ","), in: start..<range.upperBound)
                ?? range.upperBound
            let coding = bytes.trimmed(start..<comma)
            guard !coding.isEmpty, bytes.allSatisfy(ByteClass.token, in: coding), !sawChunked
            else { throw .malformedTransferEncoding }
            sawChunked = bytes.equalsIgnoringCase("chunked".utf8, at: coding)
            start = comma + 1
        }
        throw sawChunked ? .unsupportedTransferCoding : .malformedTransferEncoding
    }
}
