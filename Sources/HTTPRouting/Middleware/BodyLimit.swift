import HTTPWire

/// Refuses larger bodies with `RoutingError.bodyTooLarge`. The parser's own limit is the outer bound.
public func bodyLimit(_ bytes: Int) -> Middleware {
    { request, next in
        guard request.body.count <= bytes else { throw RoutingError.bodyTooLarge }
        return try await next(request)
    }
}
