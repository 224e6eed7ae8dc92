public import HTTPTypes

/// Routes under a common prefix that share middlewares.
public struct RouteGroup: RouteRegistering {
    struct Route {
        var method: HTTPRequest.Method
        var path: String
        var handler: Handler
    }

    private let prefix: String
    private var middlewares: [Middleware] = []
    private var routes: [Route] = []

    init(prefix: String) {
        self.prefix = prefix == "/" ? "" : prefix
    }

    public mutating func use(_ middleware: @escaping Middleware) {
        middlewares.append(middleware)
    }

    public mutating func on(
        _ method: HTTPRequest.Method, _ path: String, _ middlewares: [Middleware],
        handler: @escaping Handler
    ) {
        let full = path == "/" && !prefix.isEmpty ? prefix : prefix + path
        let handler = chain(middlewares, around: handler)
        routes.append(Route(method: method, path: full, handler: handler))
    }

    func finished() -> [Route] {
        routes.map { route in
            var route = route
            route.handler = chain(middlewares, around: route.handler)
            return route
        }
    }
}
