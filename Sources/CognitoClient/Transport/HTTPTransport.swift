import Foundation

/// HTTP/1.1 exchanges over libcurl: one thread runs all of them, connections are reused.
///
/// TLS 1.2 at least, certificate and host name verified; no redirects; only `http` and `https`; the
/// variables `https_proxy`, `http_proxy` and `no_proxy` are honoured, unless the configuration says
/// otherwise. The thread ends with the transport.
///
/// The process must ignore SIGPIPE: TLS connections that the server closed would raise it.
package final class HTTPTransport: Sendable {
    private let queue = TransferQueue()
    private let multi: MultiHandle

    /// - Throws: where libcurl isn't installed.
    package init(configuration: TransportConfiguration) throws(LibraryFault) {
        multi = try MultiHandle()
        // The thread holds the two halves and not the transport, or that would never go away.
        let (queue, multi) = (queue, multi)
        let thread = Thread {
            TransferLoop(queue: queue, multi: multi, configuration: configuration).run()
        }
        thread.name = "gatehouse.transfers"
        thread.start()
    }

    deinit {
        close()
    }

    /// Sends `request` and waits for the whole answer. Cancelling the task removes the transfer.
    package func send(
        _ request: TransportRequest
    ) async throws(TransportError) -> TransportResponse {
        let cancellation = CancellationFlag()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let transfer = PendingTransfer(
                    request: request, cancellation: cancellation, continuation: continuation)
                if let refusal = queue.add(transfer) {
                    let error = TransportError(refusal, mayHaveArrived: false)
                    continuation.resume(returning: PendingTransfer.Outcome.failure(error))
                } else {
                    multi.wakeUp()
                }
            }
        } onCancel: {
            cancellation.set()
            multi.wakeUp()
        }
        return try outcome.get()
    }

    /// Ends every transfer with `closed`; later ones are refused with it.
    package func close() {
        queue.close()
        multi.wakeUp()
    }
}
