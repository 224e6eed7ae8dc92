import Dispatch
import Synchronization

/// Blocking work on threads of its own: at most `width` pieces at once and `depth` waiting.
///
/// Beyond that it refuses at once, so that a storm costs the callers an error and not this process
/// its memory. First come, first served.
final class BoundedQueue: Sendable {
    /// More work came than there is room for.
    struct Full: Error {}

    private struct State {
        var idle: [DispatchQueue]
        var waiting: [@Sendable () -> Void] = []
        var next = 0

        /// The next piece, or nil after giving the thread back.
        mutating func takeNext(for thread: DispatchQueue) -> (@Sendable () -> Void)? {
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
    private let depth: Int

    /// Each thread is a serial queue's: these get one beyond the number of cores. A concurrent queue
    /// would take those that everything else waits for, on one core the only one.
    init(label: String, width: Int, depth: Int) {
        let threads = (0..<width).map { DispatchQueue(label: "\(label).\($0)") }
        state = Mutex(State(idle: threads))
        self.depth = depth
    }

    /// Runs `work` on one of the queue's threads. Cancelling the caller's task doesn't stop it.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws(Full) -> Value {
        let value: Value? = await withCheckedContinuation { caller in
            let isTaken = submit { caller.resume(returning: work()) }
            if !isTaken { caller.resume(returning: nil) }
        }
        guard let value else { throw Full() }
        return value
    }

    private func submit(_ piece: @escaping @Sendable () -> Void) -> Bool {
        enum Place {
            case now(DispatchQueue)
            case later, nowhere
        }
        let place: Place = state.withLock { state in
            if let thread = state.idle.popLast() { return .now(thread) }
            guard state.waiting.count - state.next < depth else { return .nowhere }
            state.waiting.append(piece)
            return .later
        }
        switch place {
        case .now(let thread): thread.async { self.drain(on: thread, startingWith: piece) }
        case .later: break
        case .nowhere: return false
        }
        return true
    }

    private func drain(
        on thread: DispatchQueue, startingWith first: @escaping @Sendable () -> Void
    ) {
        var piece: (@Sendable () -> Void)? = first
        while let current = piece {
            current()
            piece = state.withLock { $0.takeNext(for: thread) }
        }
    }
}
