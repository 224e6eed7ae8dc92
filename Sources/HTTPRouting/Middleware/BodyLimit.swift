import HTTPWire

/// Refuses larger bodies with `RoutingError.bodyTooLarge`. The parser's own limit is the outer bound.
public func bodyLimit(_ bytes: Int) -> Middleware {
    .before { request in
        guard request.body.count <= bytes else { throw RoutingError.bodyTooLarge }
        return nil
    }
}
