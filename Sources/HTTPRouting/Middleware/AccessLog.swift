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
    /// What was sent of the answer's body: nothing for HEAD, 204, 205 and 304.
    public var bytes: Int
    public var requestID: String?
    /// The client's, behind trusted proxies too.
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

private enum BeginKey: RequestContextKey {
    typealias Value = ContinuousClock.Instant
}

/// Hands an entry to `sink` for every request. Belongs outside of `onError`, inside of `requestID`.
public func accessLog(
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    sink: @escaping @Sendable (AccessLogEntry) -> Void
) -> Middleware {
    let write = { @Sendable (request: Request, status: Int, bytes: Int) in
        let end = now()
        let time = request[BeginKey.self].map { end - $0 } ?? .zero
        sink(AccessLogEntry(request, status: status, bytes: bytes, time: time))
    }
    return Middleware(
        before: { request in
            if request[BeginKey.self] == nil { request[BeginKey.self] = now() }
            return nil
        },
        after: { request, response in
            write(request, response.status.code, sentBytes(response, to: request))
        },
        failed: { error, request in
            write(request, (error as? RoutingError)?.status.code ?? 500, 0)
            throw error
        })
}

/// HEAD, 204, 205 and 304 leave the body out (RFC 9110 §9.3.2, §15.3.5, §15.3.6, §15.4.5).
private func sentBytes(_ response: Response, to request: Request) -> Int {
    switch response.status.code {
    case 204, 205, 304: 0
    default: request.method == .head ? 0 : response.body.count
    }
}

extension AccessLogEntry {
    fileprivate init(_ request: Request, status: Int, bytes: Int, time: Duration) {
        let (seconds, attoseconds) = time.components
        self.init(
            method: request.method, path: request.path, status: status,
            microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000, bytes: bytes,
            requestID: request.requestID, remoteAddress: request.clientAddress)
    }
}
