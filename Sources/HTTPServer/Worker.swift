import HTTPWire
import Synchronization

/// The connections that live on an event loop, and the executor of their tasks.
// Invariant: everything but `loop`, `owner` and the closures is touched on `loop` only.
final class Worker: TaskExecutor, @unchecked Sendable {
    /// The answer of the handler that is being started right now.
    enum Immediate {
        case none
        case awaited(ConnectionToken, UInt32)
        case answered(Response)
    }

    /// Answers to pipelined requests are written together up to this many bytes; what a client doesn't
    /// take of them waits in memory.
    static let flushThreshold = 2048
    /// An output buffer larger than this isn't kept for the next answer, in bytes.
    private static let keptOutput = 512 * 1024

    let loop: EventLoop
    let responder: any Responder
    let refused: Server.RefusalAnswer
    let report: @Sendable (ServerEvent) -> Void
    let admission: Admission
    private let closed: @Sendable () -> Void
    let limits: SharedLimits

    /// The thread that runs this worker's turn, 0 between turns.
    let owner = Atomic<UInt>(0)
    @exclusivity(unchecked) var jobs: ContiguousArray<UnownedJob> = []
    @exclusivity(unchecked) var running: ContiguousArray<UnownedJob> = []

    /// Where all reads of this worker go; a read's bytes are used up before the next read.
    let readBuffer: UnsafeMutableRawBufferPointer
    /// The answers being written; empty between two connections' turns.
    // Invariant, for the exclusivity that isn't checked at run time here and below: what changes one
    // of these calls nothing that reaches the worker.
    @exclusivity(unchecked) var output: [UInt8] = []
    /// Answers of the batch of events that is being worked off; empty between two batches.
    @exclusivity(unchecked) private var outbox = Outbox()
    private var isInBatch = false
    /// What the unfinished requests of all connections hold, and what they may, in bytes.
    var unfinishedBytes = 0
    private let unfinishedLimit: Int
    /// All the connections that there may be don't fill the room with so little each: who holds no more
    /// is left in peace.
    private let unfinishedFloor: Int
    private var nextSearch = MonotonicTime(milliseconds: 0)
    /// Milliseconds between two looks at all connections for those that hold most, which takes up to a
    /// millisecond: ten thousand that drip would have nothing else done.
    private static let searchInterval: Int64 = 1000
    /// Passed deadlines that are acted upon, and connections looked at for one, before others have their
    /// turn: either takes half a millisecond at most.
    static let expirations = 8
    private static let looks = 2048
    /// Connections that have more to do, and how many of them go on between two rounds of events: with
    /// `ServerLimits.pipelined` requests each half a millisecond.
    @exclusivity(unchecked) private var waiting = WaitingTurns()
    private static let turns = 4
    private var hasPromisedTurns = false
    var immediate = Immediate.none
    private(set) var now = SystemCalls.monotonicTime()
    @exclusivity(unchecked) private var date = DateLine()

    @exclusivity(unchecked) private var connections = ConnectionTable()
    private var isTicking = false
    private var drained: (@Sendable () -> Void)?
    private var isDraining = false

    /// One of `count`.
    init(
        on loop: EventLoop, of count: Int, server: Server, admission: Admission,
        closed: @escaping @Sendable () -> Void
    ) {
        self.loop = loop
        responder = server.responder
        refused = server.refused
        report = server.events
        self.admission = admission
        self.closed = closed
        limits = SharedLimits(
            server: server.configuration.limits, request: server.configuration.requestLimits)
        readBuffer = .allocate(byteCount: max(1024, limits.server.readSize), alignment: 16)
        unfinishedLimit = limits.server.unfinishedBytes / max(1, count)
        unfinishedFloor = unfinishedLimit / max(1, limits.server.connections)
    }

    deinit { readBuffer.deallocate() }

    /// Where to read: what comes behind a body waits, so it may be no more than a head's read.
    func room(body: Int) -> UnsafeMutableRawBufferPointer {
        let wanted = min(body, readBuffer.count) + max(1024, limits.server.headReadSize)
        return UnsafeMutableRawBufferPointer(rebasing: readBuffer.prefix(wanted))
    }

    // MARK: From other threads

    func start() {
        loop.async { [self] in loop.start { self.polled($0) } }
    }

    /// Takes over accepted descriptors; not to be called in a turn.
    func adopt(_ peers: [Peer]) {
        loop.perform { [self] in turn { peers.forEach(add) } }
    }

    /// Closes up to `count` connections, those first that have been idle for longest; `completion`
    /// gets their number.
    func shed(_ count: Int, _ completion: @escaping @Sendable (Int) -> Void) {
        loop.async { [self] in
            turn {
                let before = connections.count
                for connection in connections.longestIdle().prefix(count) { connection.shed() }
                if connections.count < before { completion(before - connections.count) }
            }
        }
    }

    /// From now on every answer ends its connection; what is idle stays until it has been used.
    func beginDrain() {
        loop.async { [self] in
            turn {
                isDraining = true
                for connection in connections { connection.beginDrain() }
            }
        }
    }

    /// Closes what is idle, lets the rest end; `completion` runs once no connection is left, `giveUp`
    /// when the grace is over.
    func drain(
        within grace: Duration, _ completion: @escaping @Sendable () -> Void,
        giveUp: @escaping @Sendable () -> Void
    ) {
        loop.async { [self] in
            loop.after(milliseconds: grace.wholeMilliseconds, giveUp)
            turn {
                isDraining = true
                drained = completion
                for connection in connections { connection.drain() }
                reportIfDrained()
            }
        }
    }

    /// Cuts what is left; `completion` gets the number.
    func cut(_ completion: @escaping @Sendable (Int) -> Void) {
        loop.async { [self] in
            let left = connections.count
            turn { for connection in connections { connection.close() } }
            loop.stop()
            completion(left)
        }
    }

    // MARK: Turns

    /// Everything that happens to connections happens in a turn: it knows the time and ends with no
    /// runnable job left.
    func turn(_ body: () -> Void) {
        enter()
        now = SystemCalls.monotonicTime()
        body()
        runJobs()
        leave()
    }

    private func polled(_ events: EventLoop.Batch) {
        turn {
            isInBatch = true
            for event in events {
                connections[event.token]?.handle(event)
                runJobs()
            }
            sendOutbox()
            isInBatch = false
        }
    }

    /// Takes what `output` holds, to be sent at the batch's end. False when there is no batch.
    func post(for connection: Connection) -> Bool {
        guard isInBatch, !output.isEmpty, output.count <= Self.flushThreshold else { return false }
        outbox.add(output, of: connection)
        clearOutput()
        if outbox.isFull { sendOutbox() }
        return true
    }

    private func sendOutbox() {
        guard !outbox.isEmpty else { return }
        outbox.sendAll()
        outbox.clear()
    }

    /// Looks at the deadlines of the connections from that place on: of some now, of the rest after what
    /// has come meanwhile. Hundreds may pass at once, and each wants an answer.
    func expire(from start: Int = 0) {
        var left = Self.expirations
        let next = connections.visit(from: start, atMost: Self.looks) { connection in
            guard connection.expire() else { return true }
            runJobs()
            left -= 1
            return left > 0
        }
        guard let next else { return armTick() }
        loop.async { [self] in turn { expire(from: next) } }
    }

    /// Ticks only while there is something to time out, so an idle server sleeps.
    private func armTick() {
        isTicking = connections.count > 0
        guard isTicking else { return }
        loop.after(milliseconds: limits.server.tick.wholeMilliseconds) { [weak self] in
            self?.turn { self?.expire() }
        }
    }

    /// Gives a connection a turn after the others had theirs. Between two rounds of events only a few
    /// have it: whoever asks without pause must not keep those waiting who ask once.
    func soon(_ token: ConnectionToken, _ body: @escaping (Connection) -> Void) {
        waiting.add(token, body)
        promiseTurns()
    }

    private func promiseTurns() {
        guard !hasPromisedTurns, !waiting.isEmpty else { return }
        hasPromisedTurns = true
        loop.async { [self] in turn(giveTurns) }
    }

    private func giveTurns() {
        hasPromisedTurns = false
        for (token, body) in waiting.take(Self.turns) {
            connections[token].map(body)
            runJobs()
        }
        promiseTurns()
    }

    // MARK: Connections

    func connection(_ token: ConnectionToken) -> Connection? { connections[token] }

    private func add(_ peer: Peer) {
        let token = connections.token(for: peer.descriptor)
        guard drained == nil, loop.add(token) else {
            SystemCalls.close(peer.descriptor)
            return left(peer.client)
        }
        var state = ConnectionState(limits: limits, now: now, isProxied: peer.isProxy)
        if isDraining { _ = state.drain(now: now) }
        connections.insert(Connection(token: token, peer: peer, worker: self, state: state))
        if !isTicking { armTick() }
    }

    func forget(_ connection: Connection) {
        connections.remove(connection.token)
        loop.remove(connection.token)
        left(connection.client)
        reportIfDrained()
    }

    private func left(_ client: UInt64) {
        admission.leave(client)
        closed()
    }

    private func reportIfDrained() {
        guard connections.count == 0, let completion = drained else { return }
        drained = {}
        completion()
    }

    /// Once the unfinished requests hold more than they may, those give way that hold too much, until an
    /// eighth is free again. Between two searches it is whoever grows.
    func makeRoom(for grown: Connection) {
        guard unfinishedBytes > unfinishedLimit else { return }
        guard now >= nextSearch else { return grown.giveWay() }
        nextSearch = now.advanced(milliseconds: Self.searchInterval)
        for connection in connections.greediest(beyond: unfinishedFloor) {
            guard unfinishedBytes > unfinishedLimit - unfinishedLimit / 8 else { return }
            connection.giveWay()
        }
    }

    // MARK: Answers

    /// Called by a handler's task, on this worker because it is the task's executor.
    func finish(_ token: ConnectionToken, _ number: UInt32, _ response: Response) {
        if case .awaited(token, number) = immediate {
            immediate = .answered(response)
            return
        }
        guard let connection = connection(token), connection.exchangeNumber == number else {
            return
        }
        connection.resume(with: response)
    }

    func takeImmediate() -> Immediate {
        defer { immediate = .none }
        return immediate
    }

    func dateLine() -> [UInt8] { date.line(at: SystemCalls.wallSeconds()) }

    func clearOutput() {
        if output.capacity > Self.keptOutput {
            output = []
        } else {
            output.removeAll(keepingCapacity: true)
        }
    }
}
