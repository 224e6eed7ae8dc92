import CognitoAPI
import Cryptography

/// SRP's mathematics on a bounded queue of its own: a step takes some milliseconds.
struct SRPWork: Sendable {
    private let server: SRPServer
    private let queue: BoundedQueue
    private let report: @Sendable (PoolEvent) -> Void

    init(
        server: SRPServer, queue: BoundedQueue, report: @escaping @Sendable (PoolEvent) -> Void
    ) {
        self.server = server
        self.queue = queue
        self.report = report
    }

    /// - Throws: `TooManyRequestsException` when the queue is full: nothing was computed then.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable (SRPServer) throws(CryptographyError) -> Value
    ) async throws(CognitoError) -> Value {
        let value: Value?
        do {
            value = try await queue.run { [server] in try? work(server) }
        } catch {
            report(.overloaded)
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
        guard let value else { throw CognitoError.somethingWentWrong }
        return value
    }
}
