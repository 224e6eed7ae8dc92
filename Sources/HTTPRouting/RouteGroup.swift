public import HTTPTypes

/// Routes under a common prefix that share middlewares.
public struct RouteGroup: RouteRegistering {
    private let prefix: String
    private var middlewares: [Middleware] = []
    private var routes: [(method: HTTPRequest.Method, path: String, route: Route)] = []

    init(prefix: String) {
        self.prefix = prefix == "/" ? "" : prefix
    }

    public mutating func use(_ middlewares: Middleware...) {
        self.middlewares += middlewares
    }

    public mutating func on(_ method: HTTPRequest.Method, _ path: String, _ route: Route) {
        let full = path == "/" && !prefix.isEmpty ? prefix : prefix + path
        routes.append((method, full, route))
    }

    func finished() -> [(method: HTTPRequest.Method, path: String, route: Route)] {
        routes.map { ($0.method, $0.path, Route($0.route.stage.wrapped(in: middlewares))) }
    }
}
