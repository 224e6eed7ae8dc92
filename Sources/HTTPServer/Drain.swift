import Synchronization

/// Waits until every worker is empty, or until somebody gives up.
final class Drain: Sendable {
    private struct State {
        var left: Int
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(workers: Int) {
        state = Mutex(State(left: workers))
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.left > 0 { state.waiter = continuation }
                return state.left <= 0
            }
            if isOver { continuation.resume() }
        }
    }

    func workerIsEmpty() { finish { $0 -= 1 } }
    func giveUp() { finish { $0 = 0 } }

    private func finish(_ change: (inout Int) -> Void) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            change(&state.left)
            guard state.left <= 0 else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
