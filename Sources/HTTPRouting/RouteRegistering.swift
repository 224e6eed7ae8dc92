public import HTTPTypes

/// What a router and a group have in common: Express's verbs.
///
///     router.get("/health") { _ in Response(status: .ok) }
///     router.get("/protected", authenticate, requireGroups("admin"), handler: show)
///
/// A path is `/` and segments of letters, digits and `-._~`; a segment `:name` matches any one
/// segment and hands it to the handler as `request.parameters["name"]`. A handler without `await` is
/// taken as one that never waits, which costs least.
public protocol RouteRegistering {
    /// Adds layers around every route of this router or group, wherever the call stands: a guard
    /// can't be forgotten by the order of two lines. The first one added is the outermost.
    mutating func use(_ middlewares: Middleware...)

    /// Registers a route. A second one for the same method and path is a programming error.
    mutating func on(_ method: HTTPRequest.Method, _ path: String, _ route: Route)
}

extension RouteRegistering {
    /// Adds a layer in the general form.
    public mutating func use(_ around: @escaping Middleware.Around) {
        use(Middleware(around))
    }

    /// GET, and HEAD with it.
    public mutating func get(
        _ path: String, _ middlewares: Middleware..., handler: @escaping Handler
    ) {
        on(.get, path, Route(middlewares, handler: handler))
    }

    public mutating func get(
        _ path: String, _ middlewares: Middleware..., handler: @escaping ImmediateHandler
    ) {
        on(.get, path, Route(middlewares, immediate: handler))
    }

    public mutating func post(
        _ path: String, _ middlewares: Middleware..., handler: @escaping Handler
    ) {
        on(.post, path, Route(middlewares, handler: handler))
    }

    public mutating func post(
        _ path: String, _ middlewares: Middleware..., handler: @escaping ImmediateHandler
    ) {
        on(.post, path, Route(middlewares, immediate: handler))
    }

    public mutating func put(
        _ path: String, _ middlewares: Middleware..., handler: @escaping Handler
    ) {
        on(.put, path, Route(middlewares, handler: handler))
    }

    public mutating func put(
        _ path: String, _ middlewares: Middleware..., handler: @escaping ImmediateHandler
    ) {
        on(.put, path, Route(middlewares, immediate: handler))
    }

    public mutating func patch(
        _ path: String, _ middlewares: Middleware..., handler: @escaping Handler
    ) {
        on(.patch, path, Route(middlewares, handler: handler))
    }

    public mutating func patch(
        _ path: String, _ middlewares: Middleware..., handler: @escaping ImmediateHandler
    ) {
        on(.patch, path, Route(middlewares, immediate: handler))
    }

    public mutating func delete(
        _ path: String, _ middlewares: Middleware..., handler: @escaping Handler
    ) {
        on(.delete, path, Route(middlewares, handler: handler))
    }

    public mutating func delete(
        _ path: String, _ middlewares: Middleware..., handler: @escaping ImmediateHandler
    ) {
        on(.delete, path, Route(middlewares, immediate: handler))
    }

    /// Registers routes under a common prefix, with layers of their own.
    public mutating func group(_ prefix: String, _ configure: (inout RouteGroup) -> Void) {
        var group = RouteGroup(prefix: prefix)
        configure(&group)
        for (method, path, route) in group.finished() { on(method, path, route) }
    }
}
