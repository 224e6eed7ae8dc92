import Synchronization

/// Hands requests from any task to the transfer loop, no more than `CognitoClientLimits.transfers`
/// that haven't ended yet.
final class TransferQueue: Sendable {
    private struct State {
        var waiting: [PendingTransfer] = []
        var unfinished = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Nil when the transfer was taken on, else why it wasn't.
    func add(_ transfer: PendingTransfer) -> TransportError.Kind? {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.unfinished >= CognitoClientLimits.transfers { return .busy }
            state.unfinished += 1
            state.waiting.append(transfer)
            return nil
        }
    }

    /// What has come since the last call, and whether this is the end.
    func takeAll() -> (transfers: [PendingTransfer], isClosed: Bool) {
        state.withLock { state in
            defer { state.waiting = [] }
            return (state.waiting, state.isClosed)
        }
    }

    /// One transfer has ended.
    func finished() {
        state.withLock { $0.unfinished -= 1 }
    }

    func close() {
        state.withLock { $0.isClosed = true }
    }
}
