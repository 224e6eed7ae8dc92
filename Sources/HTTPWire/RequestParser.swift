/// Bytes to requests, one after the other: pure, incremental, no clock and no I/O.
///
/// Feed it whatever arrives. It keeps what it needs of an unfinished request, so the bytes it took
/// may be forgotten by the caller. The verdict doesn't depend on how the bytes are cut.
public struct RequestParser: Sendable {
    /// What the bytes so far come to.
    public enum Outcome: Sendable, Equatable {
        /// All the bytes were taken and the request isn't complete.
        case needMore
        /// A request is complete, `takeRequest` yields it; the bytes from `consumed` on belong to
        /// the next one.
        case done(consumed: Int)
        /// This connection can't be read any further; every later `feed` says the same.
        case refused(Refusal)
    }

    private enum Phase: Sendable {
        case head(HeadParser)
        case length(remaining: Int)
        case chunked(ChunkedDecoder)
        case complete
        case refused(Refusal)
    }

    /// The most body bytes that are set aside on a client's mere word, in bytes.
    private static let trustedReserve = 1024

    private let limits: Limits
    private var phase: Phase
    /// The beginning of a head whose end isn't there yet.
    private var partial: [UInt8] = []
    private var head: RequestHead?
    private var body: [UInt8] = []

    /// A parser at the beginning of a connection, or of its next request.
    public init(limits: Limits = Limits()) {
        self.limits = limits
        phase = .head(HeadParser())
    }

    /// No byte of the next request has come, at most the empty line that may stand before it.
    public var isIdle: Bool {
        if case .head(let parser) = phase { parser.isIdle(partial.span) } else { false }
    }

    /// The head is complete, the body isn't.
    public var isReadingBody: Bool {
        switch phase {
        case .length, .chunked: true
        case .head, .complete, .refused: false
        }
    }

    /// A byte of the body has come, so the client isn't waiting for leave to send it.
    public var hasBodyBytes: Bool {
        switch phase {
        case .length: !body.isEmpty
        case .chunked(let decoder): decoder.hasBegun
        case .head, .complete, .refused: false
        }
    }

    /// How much of the body has come, decoded.
    public var bodyBytes: Int { body.count }

    /// What is kept of an unfinished request, in bytes. After each `feed` at most what `limits` allows
    /// for the request line, the headers, the body and the trailers together, and their line ends.
    package var heldBytes: Int {
        guard case .chunked(let decoder) = phase else { return partial.count + body.count }
        return body.count + decoder.heldBytes
    }

    /// What the complete head of an unfinished request takes beside that, in bytes.
    package var headBytes: Int { head?.size ?? 0 }

    /// How many of the next bytes belong to the body, as far as that is known.
    public var awaitedBodyBytes: Int {
        switch phase {
        case .length(let remaining): remaining
        case .chunked(let decoder): decoder.awaitedBytes
        case .head, .complete, .refused: 0
        }
    }

    /// The client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
    public var expectsContinue: Bool { head?.expectsContinue ?? false }

    /// Takes the next bytes, as many as there are, cut wherever they are.
    public mutating func feed(_ bytes: Span<UInt8>) -> Outcome {
        do throws(Refusal) {
            switch phase {
            case .head(let parser): return try feedHead(parser, bytes)
            case .length(let remaining):
                return takeBody(bytes, from: 0, remaining: remaining)
            case .chunked(let decoder): return try feedChunks(decoder, bytes, from: 0)
            case .complete: return .done(consumed: 0)
            case .refused(let refusal): return .refused(refusal)
            }
        } catch {
            return refuse(error)
        }
    }

    /// The complete request; the parser is ready for the next one then. Nil if none is complete.
    public mutating func takeRequest(remoteAddress: String) -> Request? {
        guard case .complete = phase, let head else { return nil }
        let request = Request(head: head, body: body, remoteAddress: remoteAddress)
        self = RequestParser(limits: limits)
        return request
    }

    /// The request as far as it was understood, without its body: for the answer to a refusal.
    ///
    /// Where the head was refused or hasn't ended, it has the fields before that place. Nil before
    /// the request line's end, or where that line was refused.
    public func partialRequest(remoteAddress: String) -> Request? {
        var known = head
        if known == nil, case .head(let parser) = phase { known = parser.understood(partial.span) }
        return known.map { Request(head: $0, body: [], remoteAddress: remoteAddress) }
    }

    // MARK: Head

    private mutating func feedHead(
        _ parser: HeadParser, _ bytes: Span<UInt8>
    ) throws(Refusal) -> Outcome {
        guard !bytes.isEmpty else { return .needMore }
        var parser = parser
        let before = partial.count
        let outcome: HeadParser.Outcome
        if before == 0 {
            // The usual case: the whole head lies in the bytes at hand and is copied once.
            outcome = parser.advance(bytes, limits: limits)
        } else {
            partial.append(bytes, 0..<bytes.count)
            outcome = parser.advance(partial.span, limits: limits)
        }
        switch outcome {
        case .needMore:
            if before == 0 { partial.append(bytes, 0..<bytes.count) }
            phase = .head(parser)
            return .needMore
        case .done(let head, let consumed):
            partial = []
            return try begin(head, bytes, from: consumed - before)
        case .refused(let refusal, let understood):
            head = understood
            throw refusal
        }
    }

    // MARK: Body

    /// Decides from the head alone whether the body is taken at all.
    private mutating func begin(
        _ head: RequestHead, _ bytes: Span<UInt8>, from start: Int
    ) throws(Refusal) -> Outcome {
        self.head = head
        switch head.framing {
        case .none:
            phase = .complete
            return .done(consumed: start)
        case .length(let length):
            guard length <= limits.body else { throw .bodyTooLarge }
            body.reserveCapacity(min(length, max(bytes.count - start, Self.trustedReserve)))
            return takeBody(bytes, from: start, remaining: length)
        case .chunked:
            return try feedChunks(ChunkedDecoder(), bytes, from: start)
        }
    }

    private mutating func takeBody(
        _ bytes: Span<UInt8>, from start: Int, remaining: Int
    ) -> Outcome {
        let taken = min(remaining, bytes.count - start)
        body.append(bytes, start..<start + taken)
        guard taken == remaining else {
            phase = .length(remaining: remaining - taken)
            return .needMore
        }
        phase = .complete
        return .done(consumed: start + taken)
    }

    private mutating func feedChunks(
        _ decoder: ChunkedDecoder, _ bytes: Span<UInt8>, from start: Int
    ) throws(Refusal) -> Outcome {
        var decoder = decoder
        let end = try decoder.decode(bytes, from: start, into: &body, limits: limits)
        guard decoder.isFinished else {
            phase = .chunked(decoder)
            return .needMore
        }
        phase = .complete
        return .done(consumed: end)
    }

    private mutating func refuse(_ refusal: Refusal) -> Outcome {
        phase = .refused(refusal)
        partial = []
        body = []
        return .refused(refusal)
    }
}
