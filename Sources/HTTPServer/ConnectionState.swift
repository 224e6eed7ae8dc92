import HTTPWire

/// One connection without its descriptor: bytes and times in, what to do next out.
///
/// Pure, so a test drives it with a clock of its own. It doesn't know responses, only that one was
/// given; the owner of the descriptor does what the returned steps say.
struct ConnectionState {
    enum Phase: Equatable {
        /// Between two requests, with no byte of the next one.
        case idle
        case head
        case body
        /// A handler works on a request; nothing is read meanwhile.
        case handling
        /// An answer waits for the client to read.
        case writing
        /// The last answer is out; what still comes is thrown away until the client closes.
        case lingering
    }

    enum Step {
        /// All bytes were taken, more are needed.
        case wait
        /// As `wait`, and the client wants `100 Continue` before it goes on.
        case sendContinue
        /// Answer this; bytes from `consumed` on belong to the next request.
        case respond(Request, consumed: Int)
        /// Answer this refusal and close; no further byte means anything.
        case refuse(Refusal, Request?)
        case close
    }

    enum AfterAnswer: Equatable {
        case next
        case linger
        case close
    }

    enum Expiry: Equatable {
        /// Say 408 and close.
        case refuse(Refusal)
        /// Cancel the handler, say 503 and close.
        case abandonHandler
        case close
    }

    private let shared: SharedLimits
    /// The request that is arriving; nil between requests, as most connections are idle mostly.
    private var unfinished: UnfinishedRequest?
    /// When the phase began.
    private var since: MonotonicTime
    private(set) var deadline: MonotonicTime
    /// By when the request has to be answered, whatever each of its phases allows.
    private var requestDeadline: MonotonicTime
    private var lingered: UInt32 = 0
    private(set) var phase = Phase.idle
    private var keepsAlive = true
    private var isDraining = false
    private var peerHasClosed = false
    private var isRefusing = false
    private var continueSent = false

    /// A new connection has as long for its first head as any head has, so silence costs 10 s only.
    init(limits: SharedLimits, now: MonotonicTime) {
        shared = limits
        since = now
        deadline = now + limits.server.head
        requestDeadline = deadline
    }

    private var limits: ServerLimits { shared.server }

    // MARK: Input

    /// Takes bytes while no request is being answered.
    mutating func receive(
        _ bytes: Span<UInt8>, remoteAddress: String, now: MonotonicTime
    ) -> Step {
        guard phase == .idle || phase == .head || phase == .body else { return .wait }
        guard !bytes.isEmpty else { return .wait }
        if phase == .idle { beginRequest(.head, limits.head, now) }
        if let unfinished {
            let outcome = unfinished.parser.feed(bytes)
            return take(outcome, &unfinished.parser, remoteAddress, now)
        }
        // The usual request comes in one piece, and its parser never leaves the stack.
        var parser = RequestParser(limits: shared.request)
        let outcome = parser.feed(bytes)
        if case .done = outcome {} else { unfinished = UnfinishedRequest(parser) }
        return take(outcome, &parser, remoteAddress, now)
    }

    private mutating func take(
        _ outcome: RequestParser.Outcome, _ parser: inout RequestParser, _ remoteAddress: String,
        _ now: MonotonicTime
    ) -> Step {
        switch outcome {
        case .needMore: return needMore(parser, now: now)
        case .done(let consumed):
            let request = parser.takeRequest(remoteAddress: remoteAddress)
            unfinished = nil
            guard let request else { return .close }
            keepsAlive = request.keepsAlive
            enter(.handling, limits.handler, now)
            return .respond(request, consumed: consumed)
        case .refused(let refusal):
            return refuse(refusal, parser.partialRequest(remoteAddress: remoteAddress), now: now)
        }
    }

    /// The client closed its half: answers in work still go out (RFC 9112 §9.6).
    mutating func endOfInput(now: MonotonicTime) -> Step {
        peerHasClosed = true
        switch phase {
        case .idle, .lingering: return .close
        case .head, .body: return refuse(.incompleteRequest, nil, now: now)
        case .handling, .writing: return .wait
        }
    }

    /// Counts what is thrown away while lingering; true once it is enough.
    mutating func discard(_ count: Int) -> Bool {
        lingered += UInt32(clamping: min(count, limits.lingerBytes))
        return Int(lingered) > limits.lingerBytes
    }

    // MARK: Output

    /// Whether the answer to the current request may promise another one on this connection.
    func keepsConnection(_ closes: Bool) -> Bool {
        keepsAlive && !closes && !isDraining && !peerHasClosed && !isRefusing
    }

    /// The answer is written but for `unsent` bytes that the client's window doesn't take yet.
    mutating func stall(unsent: Int, now: MonotonicTime) {
        let extra = Duration.seconds(unsent / max(1, limits.writeRate))
        enter(.writing, limits.write + extra, now)
    }

    /// The last byte of the answer went out, `keeps` as it was promised in it.
    mutating func answered(keeps: Bool, now: MonotonicTime) -> AfterAnswer {
        guard !keeps else {
            awaitNext(now: now)
            return .next
        }
        guard !peerHasClosed || isRefusing else { return .close }
        enter(.lingering, limits.linger, now)
        return .linger
    }

    // MARK: Time

    /// What a passed deadline demands; nil if none has passed.
    mutating func expire(now: MonotonicTime) -> Expiry? {
        guard now >= deadline || bodyIsTooSlow(now) else { return nil }
        switch phase {
        case .idle, .writing, .lingering: return .close
        case .head, .body:
            beginRefusal(now: now)
            return .refuse(.requestTimeout)
        case .handling where isRefusing: return .close
        case .handling:
            beginRefusal(now: now)
            return .abandonHandler
        }
    }

    /// Since when the connection has been idle; nil while it isn't.
    var idleSince: MonotonicTime? { phase == .idle ? since : nil }

    private func bodyIsTooSlow(_ now: MonotonicTime) -> Bool {
        guard phase == .body, now >= since + limits.bodyGrace else { return false }
        let seconds = Int(clamping: now.milliseconds(since: since) / 1000)
        let (wanted, over) = seconds.multipliedReportingOverflow(by: limits.bodyRate)
        return over || (unfinished?.parser.bodyBytes ?? 0) < wanted
    }

    /// From now on no answer promises another. True if the connection may close at once.
    mutating func drain() -> Bool {
        isDraining = true
        return phase == .idle
    }

    /// The request that was arriving, as far as it was understood.
    func partialRequest(remoteAddress: String) -> Request? {
        unfinished?.parser.partialRequest(remoteAddress: remoteAddress)
    }

    // MARK: Steps

    /// Part of the next request may have come before the answer to the last one was all out.
    private mutating func awaitNext(now: MonotonicTime) {
        continueSent = false
        guard let unfinished else { return enter(.idle, limits.idle, now) }
        if unfinished.parser.isReadingBody {
            beginRequest(.body, limits.body, now)
        } else {
            beginRequest(.head, limits.head, now)
        }
    }

    private mutating func beginRequest(
        _ next: Phase, _ duration: Duration, _ now: MonotonicTime
    ) {
        requestDeadline = now + limits.request
        enter(next, duration, now)
    }

    private mutating func enter(_ next: Phase, _ duration: Duration, _ now: MonotonicTime) {
        phase = next
        since = now
        deadline = now + duration
        switch next {
        case .head, .body: deadline = min(deadline, requestDeadline)
        case .handling where !isRefusing: deadline = min(deadline, requestDeadline)
        case .idle, .handling, .writing, .lingering: break
        }
    }

    private mutating func needMore(_ parser: RequestParser, now: MonotonicTime) -> Step {
        guard parser.isReadingBody else { return .wait }
        if phase == .head { enter(.body, limits.body, now) }
        guard parser.expectsContinue, !parser.hasBodyBytes, !continueSent else { return .wait }
        continueSent = true
        return .sendContinue
    }

    private mutating func refuse(
        _ refusal: Refusal, _ request: Request?, now: MonotonicTime
    ) -> Step {
        beginRefusal(now: now)
        return .refuse(refusal, request)
    }

    private mutating func beginRefusal(now: MonotonicTime) {
        isRefusing = true
        enter(.handling, limits.handler, now)
    }
}
