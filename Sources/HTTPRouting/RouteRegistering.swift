public import HTTPTypes

/// What a router and a group have in common: Express's verbs.
///
/// A path is `/` and segments of letters, digits and `-._~`; a segment `:name` matches any one
/// segment and hands it to the handler as `request.parameters["name"]`.
public protocol RouteRegistering {
    /// Adds a layer around every route of this router or group, wherever the call stands: a guard
    /// can't be forgotten by the order of two lines. The first one added is the outermost.
    mutating func use(_ middleware: @escaping Middleware)

    /// Registers a handler. A second one for the same method and path is a programming error.
    mutating func on(
        _ method: HTTPRequest.Method, _ path: String, _ middlewares: [Middleware],
        handler: @escaping Handler)
}

extension RouteRegistering {
    /// GET, and HEAD with it.
    public mutating func get(
        _ path: String, _ middlewares: [Middleware] = [], handler: @escaping Handler
    ) {
        on(.get, path, middlewares, handler: handler)
    }

    public mutating func post(
        _ path: String, _ middlewares: [Middleware] = [], handler: @escaping Handler
    ) {
        on(.post, path, middlewares, handler: handler)
    }

    public mutating func put(
        _ path: String, _ middlewares: [Middleware] = [], handler: @escaping Handler
    ) {
        on(.put, path, middlewares, handler: handler)
    }

    public mutating func patch(
        _ path: String, _ middlewares: [Middleware] = [], handler: @escaping Handler
    ) {
        on(.patch, path, middlewares, handler: handler)
    }

    public mutating func delete(
        _ path: String, _ middlewares: [Middleware] = [], handler: @escaping Handler
    ) {
        on(.delete, path, middlewares, handler: handler)
    }

    /// Registers routes under a common prefix, with layers of their own.
    public mutating func group(_ prefix: String, _ configure: (inout RouteGroup) -> Void) {
        var group = RouteGroup(prefix: prefix)
        configure(&group)
        for route in group.finished() {
            on(route.method, route.path, [], handler: route.handler)
        }
    }
}
