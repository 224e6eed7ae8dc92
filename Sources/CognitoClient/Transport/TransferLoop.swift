import CCurl

/// Runs all transfers, on the one thread that calls `run`.
final class TransferLoop {
    private let queue: TransferQueue
    private let multi: MultiHandle
    private let configuration: TransportConfiguration
    private var active: [UnsafeMutableRawPointer: ActiveTransfer] = [:]
    /// Handles to use again; setting one up anew costs more than resetting it.
    private var idle: [UnsafeMutableRawPointer] = []

    init(queue: TransferQueue, multi: MultiHandle, configuration: TransportConfiguration) {
        self.queue = queue
        self.multi = multi
        self.configuration = configuration
    }

    /// Returns after the queue has been closed.
    func run() {
        var isClosed = false
        while !isClosed {
            let work = queue.takeAll()
            isClosed = work.isClosed
            work.transfers.forEach(start)
            gatehouse_multi_perform(multi.pointer)
            endFinished()
            endCancelled()
            if !isClosed {
                gatehouse_multi_poll(multi.pointer, CognitoClientLimits.pollMilliseconds)
            }
        }
        for handle in active.keys { end(handle, .closed) }
        idle.forEach(gatehouse_easy_cleanup)
    }

    private func start(_ transfer: PendingTransfer) {
        guard let handle = idle.popLast() ?? gatehouse_easy_init() else {
            return conclude(transfer, .failure(TransportError(.busy, mayHaveArrived: false)))
        }
        let started = ActiveTransfer(transfer, handle: handle)
        guard started.prepare(configuration),
            gatehouse_multi_add(multi.pointer, handle) == CURLM_OK
        else {
            recycle(handle)
            let error = TransportError(.invalidRequest, mayHaveArrived: false)
            return conclude(transfer, .failure(error))
        }
        active[handle] = started
    }

    private func endFinished() {
        var result = CURLE_OK
        while let handle = gatehouse_next_finished(multi.pointer, &result) {
            guard let transfer = active.removeValue(forKey: handle) else { continue }
            let outcome = transfer.outcome(result)
            release(handle)
            conclude(transfer.pending, outcome)
        }
    }

    private func endCancelled() {
        for (handle, transfer) in active where transfer.pending.cancellation.isSet {
            end(handle, .cancelled)
        }
    }

    /// Ends a transfer that libcurl is still at.
    private func end(_ handle: UnsafeMutableRawPointer, _ kind: TransportError.Kind) {
        guard let transfer = active.removeValue(forKey: handle) else { return }
        let error = TransportError(kind, mayHaveArrived: transfer.mayHaveArrived)
        release(handle)
        conclude(transfer.pending, .failure(error))
    }

    private func release(_ handle: UnsafeMutableRawPointer) {
        gatehouse_multi_remove(multi.pointer, handle)
        recycle(handle)
    }

    private func recycle(_ handle: UnsafeMutableRawPointer) {
        if idle.count < CognitoClientLimits.connections {
            gatehouse_easy_reset(handle)
            idle.append(handle)
        } else {
            gatehouse_easy_cleanup(handle)
        }
    }

    private func conclude(_ transfer: PendingTransfer, _ outcome: PendingTransfer.Outcome) {
        queue.finished()
        transfer.continuation.resume(returning: outcome)
    }
}
