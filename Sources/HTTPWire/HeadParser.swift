import HTTPTypes

/// Reads a request head line by line, however its bytes are cut.
///
/// The caller hands the same bytes from the head's first on, ever more of them; the parser remembers
/// where it was. Every check happens at the same byte whatever the cutting, so the verdict is the
/// same too. A line ends with CR LF; a bare CR or LF is refused, the choice that RFC 9112 §2.2 allows
/// and that leaves nothing for two parsers to disagree about.
struct HeadParser: Sendable {
    enum Outcome {
        case needMore
        case done(RequestHead, consumed: Int)
        case refused(Refusal, understood: RequestHead?)
    }

    private var lineStart = 0
    private var scanned = 0
    private var sectionStart = 0
    private var skippedEmptyLine = false
    private var requestLine: RequestLine?
    private var fields: [FieldRange] = []

    mutating func advance(_ bytes: Span<UInt8>, limits: Limits) -> Outcome {
        do throws(Refusal) {
            return try readLines(bytes, limits)
        } catch {
            return .refused(error, understood: understood(bytes))
        }
    }

    private mutating func readLines(
        _ bytes: Span<UInt8>, _ limits: Limits
    ) throws(Refusal) -> Outcome {
        while let lineEnd = try nextLineEnd(bytes, limits) {
            let line = lineStart..<lineEnd
            lineStart = lineEnd + 2
            scanned = lineStart
            if line.isEmpty {
                if let head = try emptyLine(bytes) { return .done(head, consumed: lineStart) }
            } else if requestLine == nil {
                requestLine = try RequestLine.parse(bytes, line)
                sectionStart = lineStart
                fields.reserveCapacity(16)
            } else {
                guard fields.count < limits.fieldCount else { throw .tooManyFields }
                fields.append(try FieldLine.parse(bytes, line))
            }
        }
        return .needMore
    }

    /// Whether nothing but an empty line, or its beginning, has come.
    func isIdle(_ bytes: Span<UInt8>) -> Bool {
        guard requestLine == nil else { return false }
        return bytes.count == lineStart || bytes.count == lineStart + 1 && bytes[lineStart] == 0x0D
    }

    /// The request line and the fields before the line that was refused or hasn't come, for the answer
    /// to a refusal: nobody has looked at what they say together. Nil before the first line's end.
    func understood(_ bytes: Span<UInt8>) -> RequestHead? {
        guard let requestLine else { return nil }
        return RequestHead(
            method: requestLine.method, target: requestLine.target, isHTTP10: requestLine.isHTTP10,
            rules: MessageRules(), bytes: bytes.array(0..<lineStart), fields: fields)
    }

    /// Where the current line's CR stands, once its LF is there; nil while more is needed.
    private mutating func nextLineEnd(
        _ bytes: Span<UInt8>, _ limits: Limits
    ) throws(Refusal) -> Int? {
        let stop = bytes.firstControl(from: scanned)
        try checkLength(reached: stop ?? bytes.count, limits)
        guard let stop else {
            scanned = bytes.count
            return nil
        }
        let malformed: Refusal = requestLine == nil ? .malformedRequestLine : .malformedFieldLine
        guard bytes[stop] == 0x0D else { throw malformed }
        guard stop + 1 < bytes.count else {
            scanned = stop
            return nil
        }
        guard bytes[stop + 1] == 0x0A else { throw malformed }
        return stop
    }

    /// The nearer of the line's and the section's limit decides, so the cutting can't.
    private func checkLength(reached: Int, _ limits: Limits) throws(Refusal) {
        guard requestLine != nil else {
            if reached - lineStart > limits.requestLine { throw .requestLineTooLong }
            return
        }
        let lineLimit = lineStart + limits.fieldLine
        let sectionLimit = sectionStart + limits.headerSection
        guard reached > min(lineLimit, sectionLimit) else { return }
        throw lineLimit <= sectionLimit ? .fieldLineTooLong : .headerSectionTooLarge
    }

    /// The end of the head, or the one empty line that may come before it (RFC 9112 §2.2).
    private mutating func emptyLine(_ bytes: Span<UInt8>) throws(Refusal) -> RequestHead? {
        guard let requestLine else {
            guard !skippedEmptyLine else { throw .malformedRequestLine }
            skippedEmptyLine = true
            return nil
        }
        let rules = try MessageRules(
            fields: fields, bytes: bytes, isHTTP10: requestLine.isHTTP10)
        return RequestHead(
            method: requestLine.method, target: requestLine.target, isHTTP10: requestLine.isHTTP10,
            rules: rules, bytes: bytes.array(0..<lineStart), fields: fields)
    }
}
