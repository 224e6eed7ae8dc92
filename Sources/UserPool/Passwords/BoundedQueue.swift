import Dispatch
import Synchronization

/// Blocking work on threads of its own: at most `width` pieces at once and `depth` waiting.
///
/// Beyond that it refuses at once, so that a storm costs the callers an error and not this process
/// its memory. First come, first served.
final class BoundedQueue: Sendable {
    /// There was no room for the piece, or its caller gave up before its turn.
    struct NotRun: Error {}

    /// Which threads do the work.
    enum Threads {
        /// Serial queues': Dispatch gives them threads beyond the number of cores. A concurrent queue
        /// would take those that everything else waits for, on one core the only one.
        case dispatch
        /// Threads that give way to all others of the process: for work of many milliseconds.
        case yielding
    }

    /// Room for one piece, until it has run or the place is let go.
    final class Place: Sendable {
        private let queue: BoundedQueue
        private let isHeld = Atomic(true)
        private let isAbandoned = Atomic(false)

        fileprivate init(in queue: BoundedQueue) { self.queue = queue }

        deinit { leave() }

        fileprivate var isWanted: Bool { !isAbandoned.load(ordering: .relaxed) }
        fileprivate func abandon() { isAbandoned.store(true, ordering: .relaxed) }

        fileprivate func leave() {
            guard isHeld.exchange(false, ordering: .relaxed) else { return }
            queue.state.withLock { $0.places -= 1 }
        }
    }

    private typealias Piece = @Sendable () -> Void

    private struct State {
        var places = 0
        var idle: [Int]
        var waiting: [Piece] = []
        var next = 0

        /// The next piece, or nil after giving the thread back.
        mutating func takeNext(for thread: Int) -> Piece? {
            guard next < waiting.count else {
                idle.append(thread)
                return nil
            }
            defer {
                next += 1
                if next == waiting.count || next > 256 {
                    waiting.removeFirst(next)
                    next = 0
                }
            }
            return waiting[next]
        }
    }

    private let state: Mutex<State>
    private let room: Int
    /// Empty where the threads are the process's own.
    private let queues: [DispatchQueue]

    init(label: String, width: Int, depth: Int, threads: Threads = .dispatch) {
        state = Mutex(State(idle: Array(0..<width)))
        room = width + depth
        queues =
            threads == .yielding ? [] : (0..<width).map { DispatchQueue(label: "\(label).\($0)") }
    }

    /// To be taken before anything else is done for a piece that may find no room.
    func place() throws(NotRun) -> Place {
        let isFree = state.withLock { state in
            guard state.places < room else { return false }
            state.places += 1
            return true
        }
        guard isFree else { throw NotRun() }
        return Place(in: self)
    }

    /// Runs `work` on one of the queue's threads. Once it runs, cancelling the caller's task doesn't
    /// stop it; while it waits, nobody works for a caller that is gone.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws(NotRun) -> Value {
        try await run(in: try place(), work)
    }

    /// The same with a place of this queue, which is used up by it.
    func run<Value: Sendable>(
        in place: Place, _ work: @escaping @Sendable () -> Value
    ) async throws(NotRun) -> Value {
        let value: Value? = await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                submit {
                    let value = place.isWanted ? work() : nil
                    place.leave()
                    caller.resume(returning: value)
                }
            }
        } onCancel: {
            place.abandon()
        }
        guard let value else { throw NotRun() }
        return value
    }

    private func submit(_ piece: @escaping Piece) {
        let thread: Int? = state.withLock { state in
            if let thread = state.idle.popLast() { return thread }
            state.waiting.append(piece)
            return nil
        }
        guard let thread else { return }
        let work = { @Sendable in self.drain(on: thread, startingWith: piece) }
        guard queues.isEmpty else { return queues[thread].async(execute: work) }
        // Made for the pieces at hand: that costs microseconds, a piece milliseconds. Where the system
        // makes no more threads, one of Dispatch's has to do.
        if !YieldingThread.start(work) { DispatchQueue.global().async(execute: work) }
    }

    private func drain(on thread: Int, startingWith first: @escaping Piece) {
        var piece: Piece? = first
        while let current = piece {
            current()
            piece = state.withLock { $0.takeNext(for: thread) }
        }
    }
}
