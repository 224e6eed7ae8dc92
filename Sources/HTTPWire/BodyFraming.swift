/// How long the body is (RFC 9112 §6).
enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked

    /// RFC 9112 §6.3 as one function, stricter where the RFC leaves a choice: every request whose
    /// length two servers could read differently is refused.
    static func decide(
        contentLength: [Range<Int>], transferEncoding: [Range<Int>], isHTTP10: Bool,
        bytes: Span<UInt8>
    ) throws(Refusal) -> BodyFraming {
        if let coding = transferEncoding.first {
            guard contentLength.isEmpty, !isHTTP10 else { throw .conflictingFraming }
            guard transferEncoding.count == 1 else { throw .malformedTransferEncoding }
            return try chunkedOrRefused(bytes, coding)
        }
        guard let length = contentLength.first else { return .none }
        guard contentLength.count == 1 else { throw .repeatedContentLength }
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

    /// `chunked` alone is understood. A well-formed list of other codings deserves 501, a malformed
    /// one or one in which chunked isn't last and single deserves 400.
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
        throw .unsupportedTransferCoding
    }
}
