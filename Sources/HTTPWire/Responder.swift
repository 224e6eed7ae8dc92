/// The spine of the house: everything between the parser and the serialiser.
public protocol Responder: Sendable {
    /// Answers a request. An error is an answer too, so this doesn't throw.
    func respond(to request: Request) async -> Response

    /// Answers at once where nothing has to be waited for, which saves the caller a task.
    ///
    /// Whoever calls this calls `respond` no more for the same request. What the chain has left on the
    /// request by then (its id) stays there, for the answer in place of one that comes too late. The
    /// default never answers at once.
    func begin(_ request: inout Request) -> Answer
}

/// An answer, or the work that leads to it.
public enum Answer: Sendable {
    case ready(Response)
    case later(@Sendable () async -> Response)
}

extension Responder {
    public func begin(_ request: inout Request) -> Answer {
        let request = request
        return .later { await respond(to: request) }
    }
}
