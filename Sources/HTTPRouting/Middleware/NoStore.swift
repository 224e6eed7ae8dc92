import HTTPTypes
import HTTPWire

/// `Cache-Control: no-store` on every answer that carries tokens (RFC 6749 §5.1).
public func noStore() -> Middleware {
    { request, next in
        var response = try await next(request)
        response[.cacheControl] = "no-store"
        return response
    }
}
