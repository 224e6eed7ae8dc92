import FuzzSupport
import HTTPTypes
import HTTPWire

@testable import HTTPServer

/// What a connection's owner does with its state, without a descriptor: it follows the steps, gives
/// the answers and writes down what happened. Every promise that can be seen from here is checked.
struct Machine {
    var state: ConnectionState
    var now = MonotonicTime(milliseconds: 1_000_000)
    /// Requests and refusals, in the order in which the machine handed them out.
    private(set) var story: [String] = []
    /// The answers as they would go out, without interim ones.
    private(set) var output: [UInt8] = []
    /// Bytes that have come but that the machine doesn't take yet: the client's side of the window.
    private(set) var waiting: ArraySlice<UInt8> = []
    private(set) var isEnding = false
    private(set) var isClosed = false
    private(set) var answers = 0
    /// Entries of the story that are no requests: what the proxy's header came to.
    private(set) var names = 0
    private var pending: Request?
    private var hasContinued = false
    private let limits: SharedLimits
    private let holdsHandlers: Bool

    private static let address = "192.0.2.1"

    init(_ limits: Limits, isProxied: Bool, holdsHandlers: Bool) {
        self.limits = SharedLimits(server: ServerLimits(), request: limits)
        self.holdsHandlers = holdsHandlers
        state = ConnectionState(limits: self.limits, now: now, isProxied: isProxied)
    }

    var isReading: Bool { !isEnding && !isClosed && state.phase != .handling && !isStalled }
    var isHandling: Bool { pending != nil }
    private(set) var isStalled = false

    // MARK: What a client does

    mutating func arrive(_ bytes: ArraySlice<UInt8>) {
        waiting = waiting.isEmpty ? bytes : ArraySlice(Array(waiting) + bytes)
        drainWaiting()
    }

    mutating func endOfInput() {
        guard !isClosed, waiting.isEmpty || !isReading else { return }
        follow(state.endOfInput(remoteAddress: Self.address, now: now))
    }

    private mutating func drainWaiting() {
        while isReading, !waiting.isEmpty {
            let before = (state.phase, state.deadline)
            let bytes = waiting
            let step = state.receive(bytes.span, remoteAddress: Self.address, now: now)
            if before.0 == .head || before.0 == .body, state.phase == before.0 {
                promise(state.deadline <= before.1, "bytes don't move a deadline")
            }
            switch step {
            case .respond(_, let consumed), .identify(_, let consumed):
                promise((1...waiting.count).contains(consumed), "consumed is in the piece")
                waiting = waiting.dropFirst(consumed)
            default: waiting = []
            }
            follow(step)
            promise(state.heldBytes <= limits.request.heldBytes, "held: \(state.heldBytes)")
        }
        if isEnding { refuseFurther() }
    }

    /// After its last answer a connection takes nothing more, whatever comes.
    private mutating func refuseFurther() {
        waiting = []
        let step = state.receive([0x47].span, remoteAddress: Self.address, now: now)
        guard case .wait = step else { broken("a step after the end: \(step)") }
    }

    // MARK: What the owner does

    /// The server's memory for unfinished requests is used up.
    mutating func giveWay() {
        guard !isClosed else { return }
        follow(state.refuseForRoom(remoteAddress: Self.address, now: now))
    }

    private mutating func follow(_ step: ConnectionState.Step) {
        promise(!isClosed, "a step after close")
        switch step {
        case .wait: break
        case .identify(let source, _):
            promise(story.isEmpty && answers == 0, "a client is named before its first request")
            story.append("named: \(source.map(String.init(describing:)) ?? "-")")
            names += 1
        case .distrust(let fault):
            story.append("distrusted: \(fault)")
            names += 1
            close()
        case .sendContinue:
            promise(!hasContinued, "100 once for a request")
            hasContinued = true
        case .respond(let request, _):
            story.append("asked: " + words(request))
            pending = request
            if !holdsHandlers { answer(200) }
        case .refuse(let refusal, let request): refuse(refusal, request)
        case .close: close()
        }
    }

    mutating func refuse(_ refusal: Refusal, _ request: Request?) {
        story.append("refused: \(refusal) \(request.map(words) ?? "-")")
        promise(!state.keepsConnection(false), "a refusal ends the connection")
        promise(state.unfinishedBytes == 0, "what is refused holds no room")
        pending = request
        write(Response(status: refusal.status, body: Array("\(refusal)".utf8)))
    }

    mutating func answer(_ status: Int) {
        guard let pending else { broken("an answer to no request") }
        write(Response(status: .init(code: status), body: Array(pending.path.utf8)))
    }

    private mutating func write(_ response: Response) {
        promise(!isEnding && !isClosed, "one answer for a request, and none after the last")
        let keeps = state.keepsConnection(response.closesConnection)
        ResponseSerializer.append(
            response,
            .init(
                isHead: pending?.method == .head, isHTTP10: pending?.isHTTP10 ?? false,
                keepsAlive: keeps), date: [], to: &output)
        answers += 1
        pending = nil
        hasContinued = false
        if keeps {
            promise(state.answered(keeps: true, now: now) == .next, "it goes on")
        } else {
            isEnding = true
            if case .close = state.answered(keeps: false, now: now) { close() }
        }
    }

    private mutating func close() {
        isClosed = true
        pending = nil
        waiting = []
    }

    // MARK: For the chaotic run

    mutating func stall(_ unsent: Int) {
        state.stall(unsent: unsent, now: now)
        isStalled = true
    }

    mutating func unstall() {
        isStalled = false
        _ = state.answered(keeps: true, now: now)
        drainWaiting()
    }

    mutating func finishHandler() {
        answer(200)
        drainWaiting()
    }

    mutating func expire() {
        guard let expiry = state.expire(now: now) else {
            promise(state.deadline > now, "nothing overdue is left")
            return
        }
        switch expiry {
        case .close: close()
        case .refuse(let refusal):
            promise(!isHandling, "a request in work isn't refused for its bytes")
            let request = state.partialRequest(remoteAddress: Self.address)
            state.forgetRequest()
            refuse(refusal, request)
        case .abandonHandler:
            promise(isHandling, "there is a handler to abandon")
            refuse(.handlerTimeout, pending)
        }
    }

    mutating func drain() {
        if state.drain(now: now), waiting.isEmpty { close() }
    }
}
