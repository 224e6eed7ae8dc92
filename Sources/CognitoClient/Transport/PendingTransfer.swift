import Synchronization

/// A request on its way to the transfer loop, and who waits for its end.
struct PendingTransfer: Sendable {
    typealias Outcome = Result<TransportResponse, TransportError>

    let request: TransportRequest
    let cancellation: CancellationFlag
    let continuation: CheckedContinuation<Outcome, Never>
}

/// Set once the caller's task has been cancelled.
final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() {
        flag.store(true, ordering: .releasing)
    }
}
