import HTTPWire

/// One connection without its descriptor: bytes and times in, what to do next out.
///
/// Pure, so a test drives it with a clock of its own. It doesn't know responses, only that one was
/// given; the owner of the descriptor does what the returned steps say.
struct ConnectionState {
    private let shared: SharedLimits
    /// The request that is arriving; nil between requests, as most connections are idle mostly.
    private var unfinished: UnfinishedRequest?
    /// When the phase began.
    private var since: MonotonicTime
    private(set) var deadline: MonotonicTime
    /// By when the request has to be answered, whatever each of its phases allows.
    private(set) var requestDeadline: MonotonicTime
    private var lingered: UInt32 = 0
    private(set) var phase = Phase.idle
    private var keepsAlive = true
    private var isDraining = false
    private var peerHasClosed = false
    private var isRefusing = false
    private var continueSent = false

    /// A new connection has as long for its first head as any head has, so silence costs 10 s only.
    /// - Parameter isProxied: a header of the PROXY protocol has to come first, within the same time.
    init(limits: SharedLimits, now: MonotonicTime, isProxied: Bool = false) {
        shared = limits
        phase = isProxied ? .preface : .idle
        since = now
        deadline = now.advanced(milliseconds: limits.times.head)
        requestDeadline = deadline
    }

    private var limits: ServerLimits { shared.server }
    private var times: SharedLimits.Times { shared.times }

    // MARK: Input

    /// Takes bytes while no request is being answered.
    mutating func receive(
        _ bytes: Span<UInt8>, remoteAddress: String, now: MonotonicTime
    ) -> Step {
        guard !bytes.isEmpty else { return .wait }
        switch phase {
        case .preface: return receivePreface(bytes)
        case .idle, .head, .body: break
        case .handling, .writing, .lingering: return .wait
        }
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

    private mutating func receivePreface(_ bytes: Span<UInt8>) -> Step {
        var parser = unfinished?.proxyHeader ?? ProxyHeaderParser(limits: shared.request)
        switch parser.feed(bytes) {
        case .needMore:
            unfinished = UnfinishedRequest(RequestParser(limits: shared.request), parser)
            return .wait
        case .done(let consumed, let source):
            unfinished = nil
            phase = .idle
            return .identify(source, consumed: consumed)
        case .refused(let fault): return .distrust(fault)
        }
    }

    private mutating func take(
        _ outcome: RequestParser.Outcome, _ parser: inout RequestParser, _ remoteAddress: String,
        _ now: MonotonicTime
    ) -> Step {
        // An empty line in front of a request is nothing yet (RFC 9112 §2.2): the connection stays idle.
        if case .needMore = outcome, parser.isIdle { return .wait }
        if phase == .idle { beginRequest(.head, times.head, now) }
        switch outcome {
        case .needMore: return needMore(parser, now: now)
        case .done(let consumed):
            let request = parser.takeRequest(remoteAddress: remoteAddress)
            unfinished = nil
            guard let request else { return .close }
            keepsAlive = request.keepsAlive
            enter(.handling, times.handler, now)
            return .respond(request, consumed: consumed)
        case .refused(let refusal):
            return refuse(refusal, parser.partialRequest(remoteAddress: remoteAddress), now: now)
        }
    }

    /// The client closed its half: answers in work still go out (RFC 9112 §9.6).
    mutating func endOfInput(remoteAddress: String, now: MonotonicTime) -> Step {
        peerHasClosed = true
        switch phase {
        case .preface, .idle, .lingering: return .close
        case .head, .body:
            let request = partialRequest(remoteAddress: remoteAddress)
            return refuse(.incompleteRequest, request, now: now)
        case .handling, .writing: return .wait
        }
    }

    /// How many of the next bytes surely are the arriving request's.
    var awaitedBodyBytes: Int { unfinished?.parser.awaitedBodyBytes ?? 0 }

    /// Counts what is thrown away while lingering; true once it is enough.
    mutating func discard(_ count: Int) -> Bool {
        lingered += UInt32(clamping: min(count, limits.lingerBytes))
        return Int(lingered) > limits.lingerBytes
    }

    /// What the unfinished request holds, in bytes; its memory is at most about twice that.
    var unfinishedBytes: Int {
        guard let parser = unfinished?.parser else { return 0 }
        return parser.heldBytes + parser.headBytes
    }

    /// The unfinished request holds more than there is room for.
    mutating func refuseForRoom(remoteAddress: String, now: MonotonicTime) -> Step {
        guard phase == .head || phase == .body else { return .wait }
        return refuse(.overloaded, partialRequest(remoteAddress: remoteAddress), now: now)
    }

    // MARK: Output

    /// Whether the answer to the current request may promise another one on this connection.
    func keepsConnection(_ closes: Bool) -> Bool {
        keepsAlive && !closes && !isDraining && !peerHasClosed && !isRefusing
    }

    /// The answer is written but for `unsent` bytes that the client's window doesn't take yet. A client
    /// that takes some of them has no more time for it.
    mutating func stall(unsent: Int, now: MonotonicTime) {
        guard phase != .writing else { return }
        let seconds = Int64(unsent / max(1, limits.writeRate))
        enter(.writing, times.write, now)
        deadline = deadline.advanced(milliseconds: seconds &* 1000)
    }

    /// The last byte of the answer went out, `keeps` as it was promised in it.
    mutating func answered(
        keeps: Bool, hasMore: Bool = false, now: MonotonicTime
    ) -> AfterAnswer {
        guard !keeps else {
            awaitNext(now: now)
            return .next
        }
        // A client that has asked for the end sends no more (RFC 9112 §9.6), unless it has already:
        // closing with unread bytes is a reset, which may overtake the answer.
        let isAgreed = peerHasClosed || !keepsAlive && !hasMore
        guard !isAgreed || isRefusing else { return .close }
        enter(.lingering, times.linger, now)
        return .linger
    }

    // MARK: Time

    /// What a passed deadline demands; nil if none has passed.
    mutating func expire(now: MonotonicTime) -> Expiry? {
        guard now >= deadline || bodyIsTooSlow(now) else { return nil }
        switch phase {
        case .preface, .idle, .writing, .lingering: return .close
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
    var idleSince: MonotonicTime? { isIdle ? since : nil }

    /// No request has begun; a proxy's header without one is nothing.
    var isIdle: Bool { phase == .idle || phase == .preface }

    private func bodyIsTooSlow(_ now: MonotonicTime) -> Bool {
        guard phase == .body, now >= since.advanced(milliseconds: times.bodyGrace) else {
            return false
        }
        let seconds = Int(clamping: now.milliseconds(since: since) / 1000)
        let (wanted, over) = seconds.multipliedReportingOverflow(by: limits.bodyRate)
        return over || (unfinished?.parser.bodyBytes ?? 0) < wanted
    }

    /// From now on no answer promises another. True if the connection may close at once.
    mutating func drain(now: MonotonicTime) -> Bool {
        if !isDraining, phase == .head || phase == .body { hurry(now) }
        isDraining = true
        return isIdle
    }

    /// What is still arriving doesn't hold up the end.
    private mutating func hurry(_ now: MonotonicTime) {
        deadline = min(deadline, now.advanced(milliseconds: times.leaving))
    }

    /// The request that was arriving, as far as it was understood.
    func partialRequest(remoteAddress: String) -> Request? {
        unfinished?.parser.partialRequest(remoteAddress: remoteAddress)
    }

    /// What is kept of the request or the proxy's header that is arriving, in bytes.
    var heldBytes: Int {
        (unfinished?.parser.heldBytes ?? 0) + (unfinished?.proxyHeader?.heldBytes ?? 0)
    }

    // MARK: Steps

    /// Part of the next request may have come before the answer to the last one was all out.
    private mutating func awaitNext(now: MonotonicTime) {
        continueSent = false
        guard let unfinished, !unfinished.parser.isIdle else {
            return enter(.idle, times.idle, now)
        }
        if unfinished.parser.isReadingBody {
            beginRequest(.body, times.body, now)
        } else {
            beginRequest(.head, times.head, now)
        }
    }

    private mutating func beginRequest(
        _ next: Phase, _ duration: Int64, _ now: MonotonicTime
    ) {
        requestDeadline = now.advanced(milliseconds: times.request)
        enter(next, duration, now)
    }

    private mutating func enter(_ next: Phase, _ duration: Int64, _ now: MonotonicTime) {
        phase = next
        since = now
        deadline = now.advanced(milliseconds: duration)
        switch next {
        case .head, .body:
            deadline = min(deadline, requestDeadline)
            if isDraining { hurry(now) }
        case .handling where !isRefusing: deadline = min(deadline, requestDeadline)
        case .preface, .idle, .handling, .writing, .lingering: break
        }
    }

    private mutating func needMore(_ parser: RequestParser, now: MonotonicTime) -> Step {
        guard parser.isReadingBody else { return .wait }
        if phase == .head { enter(.body, times.body, now) }
        guard parser.expectsContinue, !parser.hasBodyBytes, !continueSent else { return .wait }
        continueSent = true
        return .sendContinue
    }

    private mutating func refuse(
        _ refusal: Refusal, _ request: Request?, now: MonotonicTime
    ) -> Step {
        beginRefusal(now: now)
        forgetRequest()
        return .refuse(refusal, request)
    }

    /// Nothing more of the unfinished request is wanted.
    mutating func forgetRequest() { unfinished = nil }

    private mutating func beginRefusal(now: MonotonicTime) {
        isRefusing = true
        enter(.handling, times.handler, now)
    }
}
