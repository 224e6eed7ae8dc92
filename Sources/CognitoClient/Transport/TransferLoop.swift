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
            var running: CInt = 0
            curl_multi_perform(multi.pointer, &running)
            endFinished()
            endCancelled()
            if !isClosed {
                curl_multi_poll(
                    multi.pointer, nil, 0, CognitoClientLimits.pollMilliseconds, nil)
            }
        }
        for handle in active.keys { end(handle, .closed) }
        idle.forEach(curl_easy_cleanup)
    }

    private func start(_ transfer: PendingTransfer) {
        guard let handle = idle.popLast() ?? curl_easy_init() else {
            return conclude(transfer, .failure(TransportError(.busy, mayHaveArrived: false)))
        }
        let started = ActiveTransfer(transfer, handle: handle)
        guard started.prepare(configuration),
            curl_multi_add_handle(multi.pointer, handle) == CURLM_OK
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
        curl_multi_remove_handle(multi.pointer, handle)
        recycle(handle)
    }

    private func recycle(_ handle: UnsafeMutableRawPointer) {
        if idle.count < CognitoClientLimits.connections {
            curl_easy_reset(handle)
            idle.append(handle)
        } else {
            curl_easy_cleanup(handle)
        }
    }

    private func conclude(_ transfer: PendingTransfer, _ outcome: PendingTransfer.Outcome) {
        queue.finished()
        transfer.continuation.resume(returning: outcome)
    }
}
