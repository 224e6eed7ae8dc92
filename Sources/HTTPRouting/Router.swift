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
    private var pipeline: Handler

    public init() {
        pipeline = Self.dispatch(RouteTable())
    }

    public mutating func use(_ middleware: @escaping Middleware) {
        middlewares.append(middleware)
        compose()
    }

    public mutating func on(
        _ method: HTTPRequest.Method, _ path: String, _ middlewares: [Middleware],
        handler: @escaping Handler
    ) {
        table.add(method, path, chain(middlewares, around: handler))
        compose()
    }

    /// The one place where a thrown error becomes an answer. It is a layer like any `use`: layers
    /// added before it see the answer (CORS, logs, ids), layers added after it see the error.
    public mutating func onError(_ respond: @escaping @Sendable (any Error, Request) -> Response) {
        use { request, next in
            do {
                return try await next(request)
            } catch {
                return respond(error, request)
            }
        }
    }

    /// An error that no `onError` took becomes its status without a body.
    public func respond(to request: Request) async -> Response {
        do {
            return try await pipeline(request)
        } catch let error as RoutingError {
            var response = Response(status: error.status)
            response[.allow] = error.allow
            return response
        } catch {
            return Response(status: .internalServerError)
        }
    }

    private mutating func compose() {
        pipeline = chain(middlewares, around: Self.dispatch(table))
    }

    private static func dispatch(_ table: RouteTable) -> Handler {
        { request in
            let method = request.method
            guard RouteTable.methods.contains(method) else { throw RoutingError.notImplemented }
            if request.path == "*" { return allowing(RouteTable.methods) }
            guard let (entry, parameters) = table.find(request.path) else {
                throw RoutingError.notFound
            }
            let handler =
                entry.handler(for: method) ?? (method == .head ? entry.handler(for: .get) : nil)
            guard let handler else {
                if method == .options { return allowing(entry.allow) }
                throw RoutingError.methodNotAllowed(allow: entry.allow)
            }
            guard !entry.pattern.isStatic else { return try await handler(request) }
            var request = request
            request.parameters = parameters
            return try await handler(request)
        }
    }

    private static func allowing(_ methods: [HTTPRequest.Method]) -> Response {
        var response = Response(status: .noContent)
        response[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        return response
    }
}
