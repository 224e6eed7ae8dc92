import Synchronization

/// Where tasks wait until a test lets them go.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watcher: (count: Int, CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { task in
            let (goes, watcher) = state.withLock { state in
                if state.isOpen { return (true, state.watcher) }
                state.waiting.append(task)
                guard let watcher = state.watcher, state.waiting.count >= watcher.count else {
                    return (false, nil)
                }
                state.watcher = nil
                return (false, watcher)
            }
            if goes { task.resume() }
            watcher?.1.resume()
        }
    }

    /// Returns once so many wait.
    func filled(_ count: Int) async {
        await withCheckedContinuation { watcher in
            let isFilled = state.withLock { state in
                if state.waiting.count < count { state.watcher = (count, watcher) }
                return state.waiting.count >= count
            }
            if isFilled { watcher.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for task in waiting { task.resume() }
    }
}
