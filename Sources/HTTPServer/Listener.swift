import Dispatch
import Synchronization

/// Accepts connections and deals them out to the workers in turn.
// Invariant: the stored variables are touched on `queue` only; `open` is atomic.
final class Listener: @unchecked Sendable {
    /// Connections accepted before other work on the queue has its chance.
    private static let batch = 128

    let port: Int
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "HTTPServer.listener")
    private let limits: ServerLimits
    private let report: @Sendable (ServerEvent) -> Void
    private let open = Atomic<Int>(0)
    private let waitsForRoom = Atomic<Bool>(false)

    private var source: (any DispatchSourceRead)?
    private var workers: [Worker] = []
    private var next = 0
    private var isPaused = false
    private var isReported = false
    private var nextReport = MonotonicTime(milliseconds: 0)

    init(
        host: String, port: Int, limits: ServerLimits,
        report: @escaping @Sendable (ServerEvent) -> Void
    ) throws(ServerError) {
        (descriptor, self.port) = try ListeningSocket.open(
            host: host, port: port, backlog: limits.backlog)
        self.limits = limits
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

    /// A worker has one connection less.
    func connectionClosed() {
        open.subtract(1, ordering: .relaxed)
        guard waitsForRoom.exchange(false, ordering: .relaxed) else { return }
        queue.async { self.resume() }
    }

    private func acceptBatch() {
        guard !isPaused else { return }
        for _ in 0..<Self.batch {
            guard open.load(ordering: .relaxed) < limits.connections else { return waitForRoom() }
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
        open.add(1, ordering: .relaxed)
        SystemCalls.sendAtOnce(accepted)
        next = (next + 1) % workers.count
        workers[next].adopt(accepted, remoteAddress: address.text)
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
        // One may have closed between the check and the flag.
        guard open.load(ordering: .sequentiallyConsistent) < limits.connections else { return }
        if waitsForRoom.exchange(false, ordering: .relaxed) { resume() }
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
