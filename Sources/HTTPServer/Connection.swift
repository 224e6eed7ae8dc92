import HTTPTypes
import HTTPWire

/// One client's descriptor, its state machine and what is on its way in or out.
///
/// Belongs to its worker and is touched on that worker's loop only.
final class Connection {
    let token: ConnectionToken
    private(set) var remoteAddress: String
    private(set) var client: UInt64
    let worker: Worker
    // Invariant, for the exclusivity that isn't checked at run time here: a change of it is one pure
    // call, which reaches no connection.
    @exclusivity(unchecked) var state: ConnectionState
    private(set) var isOpen = true

    /// What waits; made when something has to.
    private(set) var backlog: Backlog?
    /// The answer that ends the connection has been written or is waiting in the backlog.
    var isEnding = false

    /// The server stops: nothing is waited for any more.
    private var isLeaving = false

    /// Which answer is awaited; an answer that comes after its deadline has an older number.
    var exchangeNumber: UInt32 = 0
    var isHead = false
    var isHTTP10 = false
    private var interest = PollInterest.reading

    init(token: ConnectionToken, peer: Peer, worker: Worker, state: ConnectionState) {
        self.token = token
        remoteAddress = peer.address
        client = peer.client
        self.worker = worker
        self.state = state
    }

    // MARK: What waits

    var hasUnsent: Bool { backlog?.output.isEmpty == false }
    private var hasInput: Bool { backlog?.hasInput ?? false }

    /// The backlog, made if there is none.
    func waiting() -> Backlog {
        if let backlog { return backlog }
        let new = Backlog()
        backlog = new
        return new
    }

    func forgetEmptyBacklog() {
        if backlog?.isEmpty == true { backlog = nil }
    }

    // MARK: Events

    func handle(_ event: PollEvent) {
        // A reset is reported whatever is watched, again and again: nothing can be saved.
        if event.broken, !event.readable { return close() }
        if event.readable { readable() }
        if event.writable, isOpen { writable() }
    }

    func readable() {
        switch state.phase {
        // A writer waits for room: an event that was fetched before must not end that.
        case .handling, .writing: if interest == .reading { watch(.nothing) }
        case .lingering: discardInput()
        case .preface, .idle, .head, .body: if hasInput { watch(.nothing) } else { takeInput() }
        }
    }

    private func takeInput() {
        switch SystemCalls.read(token.descriptor, worker.room(body: state.awaitedBodyBytes)) {
        case .value(0):
            follow(counted { state.endOfInput(remoteAddress: remoteAddress, now: worker.now) })
            settle()
        case .value(let count):
            let input = UnsafeRawBufferPointer(worker.readBuffer).prefix(count)
            UnsafeRawBufferPointer(rebasing: input).withMemoryRebound(to: UInt8.self) { bytes in
                let used = process(bytes.span, from: 0)
                if isOpen, !isEnding, used < bytes.count {
                    let backlog = waiting()
                    backlog.input = Array(bytes[used...])
                    backlog.inputStart = 0
                }
            }
            settle()
        case .failed(let code):
            if !SystemError.isTransient(code) { close() }
        }
    }

    /// Throws away what comes after the last answer, within bounds.
    private func discardInput() {
        switch SystemCalls.read(token.descriptor, worker.readBuffer) {
        case .value(0): close()
        case .value(let count):
            if state.discard(count) { close() }
        case .failed(let code):
            if !SystemError.isTransient(code) { close() }
        }
    }

    /// Does what a passed deadline demands; false if none has passed.
    func expire() -> Bool {
        guard let expiry = state.expire(now: worker.now) else { return false }
        switch expiry {
        case .close: close()
        case .refuse(let refusal):
            let request = state.partialRequest(remoteAddress: remoteAddress)
            counted { state.forgetRequest() }
            start(refusal: refusal, request)
            settle()
        case .abandonHandler:
            backlog?.task?.cancel()
            worker.report(.handlerTimedOut)
            start(refusal: .handlerTimeout, backlog?.request)
            settle()
        }
        return true
    }

    /// From now on no answer promises another.
    func beginDrain() { _ = state.drain(now: worker.now) }

    /// As `beginDrain`, and closes as soon as nothing is going on.
    func drain() {
        isLeaving = true
        // A request that already lies in the socket is still answered.
        if state.drain(now: worker.now) { readable() }
        closeIfDone()
    }

    func closeIfDone() {
        if isOpen, isLeaving, state.isIdle, !hasInput { close() }
    }

    /// Whether its answer is all that is left to do before it waits for the next request.
    var awaitsRequest: Bool {
        !isLeaving && state.isIdle && interest == .reading && backlog == nil
    }

    /// Since when nothing has been going on; nil while something is.
    var idleSince: MonotonicTime? { hasInput ? nil : state.idleSince }

    /// Closes an idle connection, unless a request lies in its socket.
    func shed() {
        guard let since = idleSince else { return }
        readable()
        if isOpen, idleSince == since { close() }
    }

    // MARK: Input

    /// As `answer`, with an eye on what the unfinished request comes to hold.
    func process(_ input: Span<UInt8>, from start: Int) -> Int {
        let before = state.unfinishedBytes
        let end = answer(input, from: start)
        let held = state.unfinishedBytes
        worker.unfinishedBytes += held - before
        if isOpen, held > worker.limits.server.unfinishedShare { worker.makeRoom(for: self) }
        return end
    }

    /// What `body` frees of the unfinished request isn't held any more.
    private func counted<Result>(_ body: () -> Result) -> Result {
        let held = state.unfinishedBytes
        defer { worker.unfinishedBytes += state.unfinishedBytes - held }
        return body()
    }

    /// Gives up the request that is arriving: its memory is free at once, its answer comes in a turn of
    /// its own, as another's may be in the making.
    func giveWay() {
        let step = counted {
            state.refuseForRoom(remoteAddress: remoteAddress, now: worker.now)
        }
        if case .wait = step { return }
        worker.soon(token) {
            $0.follow(step)
            $0.settle()
        }
    }

    /// Runs requests out of `input` until it is used up, a handler is suspended or the client reads
    /// too slowly. Returns where the bytes begin that wait.
    private func answer(_ input: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        var left = worker.limits.server.pipelined
        while offset < input.count, isOpen, !isEnding, state.phase != .handling, !hasUnsent {
            guard left > 0 else {
                worker.soon(token) { $0.resumeInput() }
                break
            }
            left -= 1
            let rest = input.extracting(offset..<input.count)
            let step = state.receive(rest, remoteAddress: remoteAddress, now: worker.now)
            switch step {
            case .respond(_, let consumed), .identify(_, let consumed): offset += consumed
            default: offset = input.count
            }
            follow(step)
            if worker.output.count >= Worker.flushThreshold { flush() }
        }
        return offset
    }

    private func follow(_ step: ConnectionState.Step) {
        switch step {
        case .wait: break
        case .identify(let source, _): identify(source)
        case .distrust(let fault):
            worker.admission.refused(fault, from: remoteAddress)
            close()
        case .sendContinue: worker.output.append(contentsOf: ResponseSerializer.continueBytes)
        case .respond(let request, _): start(request)
        case .refuse(let refusal, let request): start(refusal: refusal, request)
        case .close: close()
        }
    }

    /// The proxy has said whose connection this is; it may be one too many. Without a source it is the
    /// proxy's own.
    private func identify(_ source: IPAddress?) {
        guard let source else { return }
        guard let client = worker.admission.enter(source) else { return close() }
        self.client = client
        remoteAddress = source.description
    }

    func resumePending() {
        guard isOpen, !isEnding, state.phase != .handling, !hasUnsent, let backlog,
            backlog.hasInput
        else { return }
        let input = backlog.input
        let used = process(input.span, from: backlog.inputStart)
        if used < input.count {
            backlog.inputStart = used
        } else {
            backlog.input = []
            backlog.inputStart = 0
        }
    }

    func resumeInput() {
        resumePending()
        settle()
    }

    // MARK: Descriptor

    func watch(_ next: PollInterest) {
        guard isOpen, next != interest else { return }
        interest = next
        worker.loop.change(token, next)
    }

    /// A writer that is done and whose next answer isn't there yet has nothing to wait for.
    func stopWatchingForWriting() {
        if interest == .writing { watch(.nothing) }
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        backlog?.task?.cancel()
        backlog = nil
        worker.unfinishedBytes -= state.unfinishedBytes
        worker.forget(self)
    }
}
