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
    private var parser: RequestParser
    private(set) var phase = Phase.idle
    private(set) var deadline: MonotonicTime
    private var keepsAlive = true
    private var isDraining = false
    private var peerHasClosed = false
    private var isRefusing = false
    private var continueSent = false
    private var lingered = 0

    /// A new connection has as long for its first head as any head has, so silence costs 10 s only.
    init(limits: SharedLimits, now: MonotonicTime) {
        shared = limits
        parser = RequestParser(limits: limits.request)
        deadline = now + limits.server.head
    }

    private var limits: ServerLimits { shared.server }

    // MARK: Input

    /// Takes bytes while no request is being answered.
    mutating func receive(
        _ bytes: Span<UInt8>, remoteAddress: String, now: MonotonicTime
    ) -> Step {
        guard phase == .idle || phase == .head || phase == .body else { return .wait }
        guard !bytes.isEmpty else { return .wait }
        if phase == .idle { enter(.head, until: now + limits.head) }
        switch parser.feed(bytes) {
        case .needMore: return needMore(now: now)
        case .done(let consumed): return complete(consumed, remoteAddress, now)
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
        lingered += count
        return lingered > limits.lingerBytes
    }

    // MARK: Output

    /// Whether the answer to the current request may promise another one on this connection.
    func keepsConnection(_ closes: Bool) -> Bool {
        keepsAlive && !closes && !isDraining && !peerHasClosed && !isRefusing
    }

    /// The answer is written but for `unsent` bytes that the client's window doesn't take yet.
    mutating func stall(unsent: Int, now: MonotonicTime) {
        let extra = Duration.seconds(unsent / max(1, limits.writeRate))
        enter(.writing, until: now + (limits.write + extra))
    }

    /// The last byte of the answer went out, `keeps` as it was promised in it.
    mutating func answered(keeps: Bool, now: MonotonicTime) -> AfterAnswer {
        guard !keeps else {
            awaitNext(now: now)
            return .next
        }
        guard !peerHasClosed || isRefusing else { return .close }
        enter(.lingering, until: now + limits.linger)
        return .linger
    }

    // MARK: Time

    /// What a passed deadline demands; nil if none has passed.
    mutating func expire(now: MonotonicTime) -> Expiry? {
        guard now >= deadline else { return nil }
        switch phase {
        case .idle, .writing, .lingering: return .close
        case .head where parser.isIdle: return .close
        case .head, .body:
            beginRefusal(now: now)
            return .refuse(.requestTimeout)
        case .handling where isRefusing: return .close
        case .handling:
            beginRefusal(now: now)
            return .abandonHandler
        }
    }

    /// From now on no answer promises another. True if the connection may close at once.
    mutating func drain() -> Bool {
        isDraining = true
        return phase == .idle || phase == .head && parser.isIdle
    }

    /// The request that was arriving, as far as it was understood.
    func partialRequest(remoteAddress: String) -> Request? {
        parser.partialRequest(remoteAddress: remoteAddress)
    }

    // MARK: Steps

    /// Part of the next request may have come before the answer to the last one was all out.
    private mutating func awaitNext(now: MonotonicTime) {
        continueSent = false
        if parser.isIdle {
            enter(.idle, until: now + limits.idle)
        } else if parser.isReadingBody {
            enter(.body, until: now + limits.body)
        } else {
            enter(.head, until: now + limits.head)
        }
    }

    private mutating func enter(_ next: Phase, until time: MonotonicTime) {
        phase = next
        deadline = time
    }

    private mutating func needMore(now: MonotonicTime) -> Step {
        guard parser.isReadingBody else { return .wait }
        if phase == .head { enter(.body, until: now + limits.body) }
        guard parser.expectsContinue, !parser.hasBodyBytes, !continueSent else { return .wait }
        continueSent = true
        return .sendContinue
    }

    private mutating func complete(
        _ consumed: Int, _ remoteAddress: String, _ now: MonotonicTime
    ) -> Step {
        guard let request = parser.takeRequest(remoteAddress: remoteAddress) else { return .close }
        keepsAlive = request.keepsAlive
        enter(.handling, until: now + limits.handler)
        return .respond(request, consumed: consumed)
    }

    private mutating func refuse(
        _ refusal: Refusal, _ request: Request?, now: MonotonicTime
    ) -> Step {
        beginRefusal(now: now)
        return .refuse(refusal, request)
    }

    private mutating func beginRefusal(now: MonotonicTime) {
        isRefusing = true
        enter(.handling, until: now + limits.handler)
    }
}
