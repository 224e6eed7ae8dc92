public import HTTPWire

/// Requests that the server refused before the chain saw them take the chain all the same, so that
/// their answers carry the same headers (CORS, request id) and stand in the same log.
///
///     router.onError { error, request in … }  // gets the `Refusal`
///     router.use(RefusedRequest.gate)
///     Server(…, refused: { await RefusedRequest.answer($0, to: $1, through: router) }, …)
public enum RefusedRequest: RequestContextKey {
    public typealias Value = Refusal

    /// The innermost link of the outer chain: what was refused gets no further.
    public static let gate = Middleware.before { request in
        if let refusal = request[RefusedRequest.self] { throw refusal }
        return nil
    }

    /// The answer to a refused request, of which nobody has looked at more than was understood.
    public static func answer(
        _ refusal: Refusal, to request: Request, through chain: any Responder
    ) async -> Response {
        var request = request
        request[RefusedRequest.self] = refusal
        return await chain.respond(to: request)
    }
}
