public import HTTPWire

/// Answers a request, or throws what `Router.onError` turns into an answer.
public typealias Handler = @Sendable (Request) async throws -> Response

/// A handler that never waits. It costs no task; a closure without `await` is one by itself.
public typealias ImmediateHandler = @Sendable (Request) throws -> Response
