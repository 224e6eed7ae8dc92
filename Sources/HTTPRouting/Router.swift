public import HTTPTypes
public import HTTPWire

/// Express's shape on one `Responder`: middlewares around a table of routes.
///
/// Every request passes every `use`, also one that ends in 404 or 405. HEAD is answered by GET's
/// handler, OPTIONS with 204 and Allow, one trailing slash doesn't matter, letter case does.
///
///     var router = Router()
///     router.use(requestID { UUID().uuidString })
///     router.onError { error, request in … }
///     router.get("/health") { _ in Response(status: .ok) }
public struct Router: Responder, RouteRegistering {
    private var middlewares: [Middleware] = []
    private var table = RouteTable()
    /// The whole chain, composed when something is registered so that a request composes nothing.
    private var pipeline = Stage.table(RouteTable())

    public init() {}

    public mutating func use(_ middlewares: Middleware...) {
        self.middlewares += middlewares
        compose()
    }

    public mutating func on(_ method: HTTPRequest.Method, _ path: String, _ route: Route) {
        table.add(method, path, route.stage)
        compose()
    }

    /// The one place where a thrown error becomes an answer. It is a layer like any `use`: layers
    /// added before it see the answer (CORS, logs, ids), layers added after it see the error.
    public mutating func onError(_ respond: @escaping @Sendable (any Error, Request) -> Response) {
        use(.onError(respond))
    }

    /// An error that no `onError` took becomes its status without a body.
    public func respond(to request: Request) async -> Response {
        var request = request
        switch begin(&request) {
        case .ready(let response): return response
        case .later(let rest): return await rest()
        }
    }

    public func begin(_ request: inout Request) -> Answer {
        do {
            switch try pipeline.begin(&request) {
            case .ready(let response): return .ready(response)
            case .later(let rest):
                return .later {
                    do { return try await rest() } catch { return Self.bare(error) }
                }
            }
        } catch {
            return .ready(Self.bare(error))
        }
    }

    private mutating func compose() {
        pipeline = Stage.table(table).wrapped(in: middlewares)
    }

    private static func bare(_ error: any Error) -> Response {
        if let refusal = error as? Refusal { return Response(status: refusal.status) }
        guard let error = error as? RoutingError else {
            return Response(status: .internalServerError)
        }
        var response = Response(status: error.status)
        response[.allow] = error.allow
        return response
    }
}
