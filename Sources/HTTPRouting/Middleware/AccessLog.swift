public import HTTPTypes
import HTTPWire

/// One line of the access log. Never a query, a header or a body: they carry secrets.
public struct AccessLogEntry: Sendable, Equatable {
    public var method: HTTPRequest.Method
    /// Decoded, so a sink has to escape it for its format.
    public var path: String
    public var status: Int
    /// From the complete request to the complete answer.
    public var microseconds: Int64
    /// The answer's body before HEAD, 204 and 304 leave it out.
    public var bytes: Int
    public var requestID: String?
    public var remoteAddress: String

    public init(
        method: HTTPRequest.Method, path: String, status: Int, microseconds: Int64, bytes: Int,
        requestID: String?, remoteAddress: String
    ) {
        self.method = method
        self.path = path
        self.status = status
        self.microseconds = microseconds
        self.bytes = bytes
        self.requestID = requestID
        self.remoteAddress = remoteAddress
    }
}

/// Hands an entry to `sink` for every request. Belongs outside of `onError`, inside of `requestID`.
public func accessLog(
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    sink: @escaping @Sendable (AccessLogEntry) -> Void
) -> Middleware {
    { request, next in
        let start = now()
        func entry(_ status: Int, _ bytes: Int) -> AccessLogEntry {
            let (seconds, attoseconds) = (now() - start).components
            return AccessLogEntry(
                method: request.method, path: request.path, status: status,
                microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000,
                bytes: bytes, requestID: request.requestID, remoteAddress: request.remoteAddress)
        }
        do {
            let response = try await next(request)
            sink(entry(response.status.code, response.body.count))
            return response
        } catch {
            sink(entry((error as? RoutingError)?.status.code ?? 500, 0))
            throw error
        }
    }
}
