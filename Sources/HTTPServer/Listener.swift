import Dispatch
import Synchronization

/// Accepts connections and deals them out to the workers in turn.
// Invariant: the stored variables are touched on `queue` only; `open` is atomic.
final class Listener: @unchecked Sendable {
    /// Connections accepted before other work on the queue has its chance.
    private static let batch = 128
    /// The part of all connections that is shed at once: looking for the idle ones costs time, which
    /// must not be had by opening one connection.
    private static let shedPart = 64

    let port: Int
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "HTTPServer.listener")
    private let limits: ServerLimits
    private let report: @Sendable (ServerEvent) -> Void
    private let open = Atomic<Int>(0)
    private let waitsForRoom = Atomic<Bool>(false)
    private let addresses = Mutex(AddressCounts())

    private var source: (any DispatchSourceRead)?
    private var workers: [Worker] = []
    private var next = 0
    private var isPaused = false
    private var isReported = false
    private var looksAgain = false
    private var nextReport = MonotonicTime(milliseconds: 0)
    private var nextAddressReport = MonotonicTime(milliseconds: 0)

    init(
        _ configuration: ServerConfiguration, report: @escaping @Sendable (ServerEvent) -> Void
    ) throws(ServerError) {
        limits = configuration.limits
        (descriptor, port) = try ListeningSocket.open(
            host: configuration.host, port: configuration.port, backlog: limits.backlog,
            sharesPort: configuration.sharesPort)
        self.report = report
    }

    func start(_ workers: [Worker]) {
        queue.async { [self] in
            self.workers = workers
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            source.setEventHandler { self.acceptBatch() }
            source.setCancelHandler { [descriptor] in SystemCalls.close(descriptor) }
            self.source = source
            source.activate()
            // Dispatch opens a descriptor for its first timer: it must have it before descriptors
            // run out, or the timer that ends a pause could never fire.
            queue.asyncAfter(deadline: .now() + .milliseconds(1)) {}
        }
    }

    /// Takes what has already connected, then closes the door; `completion` follows that.
    func stop(_ completion: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            guard let source else { return completion() }
            acceptBatch()
            // A suspended source would never be cancelled.
            if isPaused { source.resume() }
            isPaused = false
            self.source = nil
            source.cancel()
            workers = []
            completion()
        }
    }

    /// A worker has one connection less, of this client.
    func connectionClosed(_ client: UInt64) {
        if client != 0 { addresses.withLock { $0.leave(client) } }
        open.subtract(1, ordering: .sequentiallyConsistent)
        guard waitsForRoom.exchange(false, ordering: .sequentiallyConsistent) else { return }
        queue.async { self.resume() }
    }

    private func acceptBatch() {
        guard !isPaused else { return }
        for _ in 0..<Self.batch {
            guard open.load(ordering: .relaxed) < limits.connections else {
                // Being full is no reason to shed anybody: a client that waits is.
                return SystemCalls.isReadable(descriptor) ? waitForRoom() : ()
            }
            var address = SocketAddress()
            switch address.fill({ SystemCalls.accept(descriptor, $0, $1) }) {
            case .value(let accepted): hand(accepted, address)
            case .failed(let code):
                if SystemError.concernsOnePeer(code) { continue }
                if !SystemError.isTransient(code) { pause(errno: code) }
                return
            }
        }
    }

    private func hand(_ accepted: Int, _ address: SocketAddress) {
        guard let accepted = Int32(exactly: accepted), !workers.isEmpty else { return }
        let isLimited = limits.limitsPrivateAddresses || !address.isPrivate
        let client = isLimited && limits.connectionsPerAddress > 0 ? address.client : 0
        guard addresses.withLock({ $0.enter(client, limit: limits.connectionsPerAddress) }) else {
            SystemCalls.close(accepted)
            return reportLimit(address)
        }
        open.add(1, ordering: .relaxed)
        SystemCalls.sendAtOnce(accepted)
        next = (next + 1) % workers.count
        workers[next].adopt(
            Peer(descriptor: accepted, address: address.text, client: client))
    }

    private func reportLimit(_ address: SocketAddress) {
        let now = SystemCalls.monotonicTime()
        guard now >= nextAddressReport else { return }
        nextAddressReport = now + limits.pauseReports
        report(.addressLimitReached(address: address.text))
    }

    // MARK: Pauses

    /// Out of descriptors or memory: the backlog keeps the clients, and the loop must not spin.
    private func pause(errno: Int32) {
        suspend(.system(errno: errno))
        let delay = DispatchTimeInterval.milliseconds(Int(limits.acceptPause.wholeMilliseconds))
        queue.asyncAfter(deadline: .now() + delay) { [weak self] in self?.resume() }
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
        let share = max(1, limits.connections / Self.shedPart / workers.count)
        for worker in workers { worker.shed(share) }
        guard !looksAgain else { return }
        looksAgain = true
        let delay = DispatchTimeInterval.milliseconds(Int(limits.acceptPause.wholeMilliseconds))
        queue.asyncAfter(deadline: .now() + delay) { [weak self] in
            self?.looksAgain = false
            self?.makeRoom()
        }
    }

    private func suspend(_ reason: AcceptPause) {
        guard !isPaused, let source else { return }
        isPaused = true
        source.suspend()
        let now = SystemCalls.monotonicTime()
        guard now >= nextReport else { return }
        nextReport = now + limits.pauseReports
        isReported = true
        report(.acceptPaused(reason))
    }

    private func resume() {
        guard isPaused, let source else { return }
        isPaused = false
        source.resume()
        if isReported { report(.acceptResumed) }
        isReported = false
    }
}
