import HTTPWire
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Accepts connections and deals them out to the workers in turn.
// Invariant: the stored variables are touched on `loop` only, but for the atomic ones.
final class Listener: @unchecked Sendable {
    /// Connections accepted before other work on the loop has its chance.
    private static let batch = 128
    /// The part of all connections that is shed at once: looking for the idle ones costs time, which
    /// must not be had by opening one connection.
    private static let shedPart = 64

    typealias Accept =
        @Sendable (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) ->
        SystemCalls.Outcome

    let socket: ListeningSocket
    private let loop: EventLoop
    private let limits: ServerLimits
    private let report: @Sendable (ServerEvent) -> Void
    private let open = Atomic<Int>(0)
    private let waitsForRoom = Atomic<Bool>(false)
    private let admission: Admission
    private let accept: Accept

    private var isWatching = false
    private var workers: [Worker] = []
    /// Accepted in this batch, by worker.
    private var arrivals: [[Peer]] = []
    private var next = 0
    private var isPaused = false
    /// Who waits when the door closes would be reset: he is let in, however many there are.
    private var isLeaving = false
    private var isReported = false
    private var looksAgain = false
    private var stopped: (@Sendable () -> Void)?
    private var shed: SummedReports
    private var nextReport = MonotonicTime(milliseconds: 0)

    init(
        _ socket: ListeningSocket, on loop: EventLoop, admission: Admission, limits: ServerLimits,
        report: @escaping @Sendable (ServerEvent) -> Void,
        accept: @escaping Accept = SystemCalls.accept
    ) {
        self.socket = socket
        self.loop = loop
        self.admission = admission
        self.limits = limits
        self.accept = accept
        shed = SummedReports(interval: limits.pauseReports)
        self.report = report
    }

    func start(_ workers: [Worker]) throws(ServerError) {
        loop.async { [self] in
            self.workers = workers
            arrivals = workers.map { _ in [] }
            isWatching = true
        }
        try loop.watch(socket.descriptor) { self.acceptBatch() }
    }

    /// Open connections, whatever they do.
    var connections: Int { open.load(ordering: .relaxed) }

    /// Takes what has already connected, then closes the door; `completion` follows that.
    func stop(_ completion: @escaping @Sendable () -> Void) {
        loop.async { [self] in
            guard isWatching else { return completion() }
            isPaused = false
            isLeaving = true
            for _ in 0...limits.backlog / Self.batch where SystemCalls.isReadable(socket.descriptor)
            {
                acceptBatch()
            }
            isWatching = false
            stopped = completion
            loop.unwatch(socket.descriptor) { self.closed() }
        }
    }

    private func closed() {
        socket.close()
        workers = []
        follow(.report(shed.rest()))
        stopped?()
        stopped = nil
    }

    /// A worker has one connection less.
    func connectionClosed() {
        open.subtract(1, ordering: .sequentiallyConsistent)
        guard waitsForRoom.exchange(false, ordering: .sequentiallyConsistent) else { return }
        loop.async { self.resume() }
    }

    private func acceptBatch() {
        guard !isPaused else { return }
        defer { deliver() }
        for _ in 0..<Self.batch {
            guard isLeaving || open.load(ordering: .relaxed) < limits.connections else {
                // Being full is no reason to shed anybody: a client that waits is.
                return SystemCalls.isReadable(socket.descriptor) ? waitForRoom() : ()
            }
            var address = SocketAddress()
            switch address.fill({ accept(socket.descriptor, $0, $1) }) {
            case .value(let accepted): hand(accepted, address)
            case .failed(let code):
                if SystemError.concernsOnePeer(code) { continue }
                // Linux looks for a descriptor before it looks whether anybody waits.
                if !SystemError.isTransient(code), SystemCalls.isReadable(socket.descriptor) {
                    pause(errno: code)
                }
                return
            }
        }
    }

    private func hand(_ accepted: Int, _ address: SocketAddress) {
        guard let accepted = Int32(exactly: accepted) else { return }
        guard !workers.isEmpty else { return SystemCalls.close(accepted) }
        let ip = address.ip
        let isProxy = admission.isProxy(ip)
        // Whom a proxy speaks for is known and counted later.
        guard let client = isProxy ? 0 : admission.enter(ip) else {
            return SystemCalls.close(accepted)
        }
        open.add(1, ordering: .relaxed)
        next = (next + 1) % workers.count
        arrivals[next].append(
            Peer(
                descriptor: accepted, address: ip?.description ?? "unknown", client: client,
                isProxy: isProxy))
    }

    /// Waking a worker costs more than accepting, so a batch wakes each once.
    private func deliver() {
        for index in arrivals.indices where !arrivals[index].isEmpty {
            workers[index].adopt(arrivals[index])
            arrivals[index].removeAll(keepingCapacity: true)
        }
    }

    // MARK: Pauses

    /// Out of descriptors or memory: the backlog keeps the clients, and the loop must not spin. What
    /// idle clients hold is what the waiting ones need.
    private func pause(errno: Int32) {
        suspend(.system(errno: errno))
        waitsForRoom.store(true, ordering: .sequentiallyConsistent)
        makeRoom()
        later(limits.acceptPause.wholeMilliseconds) { listener in
            listener.waitsForRoom.store(false, ordering: .sequentiallyConsistent)
            listener.resume()
        }
    }

    private func waitForRoom() {
        suspend(.connectionLimit(limits.connections))
        waitsForRoom.store(true, ordering: .sequentiallyConsistent)
        makeRoom()
        // One may have closed between the check and the flag.
        guard open.load(ordering: .sequentiallyConsistent) < limits.connections else { return }
        if waitsForRoom.exchange(false, ordering: .relaxed) { resume() }
    }

    /// Has the longest idle connections closed; while none is idle, looks again and again.
    private func makeRoom() {
        guard waitsForRoom.load(ordering: .relaxed), !workers.isEmpty else { return }
        let share = max(1, open.load(ordering: .relaxed) / Self.shedPart / workers.count)
        for worker in workers {
            worker.shed(share) { [weak self] count in self?.hasShed(count) }
        }
        guard !looksAgain else { return }
        looksAgain = true
        later(limits.acceptPause.wholeMilliseconds) { listener in
            listener.looksAgain = false
            listener.makeRoom()
        }
    }

    private func hasShed(_ count: Int) {
        loop.async { [self] in follow(shed.add(count, now: SystemCalls.monotonicTime())) }
    }

    private func follow(_ step: SummedReports.Step) {
        switch step {
        case .nothing, .report(0): break
        case .report(let count): report(.connectionsShed(count))
        case .wait(let milliseconds):
            later(Int64(milliseconds)) { listener in
                listener.follow(listener.shed.elapsed(now: SystemCalls.monotonicTime()))
            }
        }
    }

    private func later(_ milliseconds: Int64, _ body: @escaping @Sendable (Listener) -> Void) {
        loop.after(milliseconds: milliseconds) { [weak self] in self.map(body) }
    }

    private func suspend(_ reason: AcceptPause) {
        guard !isPaused, isWatching else { return }
        isPaused = true
        loop.pause(socket.descriptor)
        let now = SystemCalls.monotonicTime()
        guard now >= nextReport else { return }
        nextReport = now + limits.pauseReports
        isReported = true
        report(.acceptPaused(reason))
    }

    private func resume() {
        guard isPaused, isWatching else { return }
        isPaused = false
        loop.resume(socket.descriptor)
        if isReported { report(.acceptResumed) }
        isReported = false
    }
}
