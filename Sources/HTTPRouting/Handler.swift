public import HTTPWire

/// Answers a request, or throws what `Router.onError` turns into an answer.
public typealias Handler = @Sendable (Request) async throws -> Response

/// One layer of the onion: sees the request before `next` and the response after it, and may answer
/// without calling `next`.
public typealias Middleware = @Sendable (Request, @escaping Handler) async throws -> Response

/// Wraps `handler` so that the first middleware is the outermost.
func chain(_ middlewares: [Middleware], around handler: @escaping Handler) -> Handler {
    middlewares.reversed().reduce(handler) { next, middleware in
        { request in try await middleware(request, next) }
    }
}
