import HTTPTypes
import HTTPWire

/// `Cache-Control: no-store` on every answer that carries tokens (RFC 6749 §5.1).
public func noStore() -> Middleware {
    .after { _, response in response[.cacheControl] = "no-store" }
}
