import HTTPTypes
public import HTTPWire

private enum RequestIDKey: RequestContextKey {
    typealias Value = String
}

extension Request {
    /// The id that `requestID` gave the request; nil outside of it.
    public internal(set) var requestID: String? {
        get { self[RequestIDKey.self] }
        set { self[RequestIDKey.self] = newValue }
    }
}

/// Gives every request an id, the same in `Request.requestID` and in the answer's `X-Request-Id`.
///
/// An id from outside is taken over if it is 1 to 64 of `[A-Za-z0-9._-]`, so that a trace runs
/// through a proxy but nothing can be smuggled into a log line.
public func requestID(generate: @escaping @Sendable () -> String) -> Middleware {
    Middleware(
        before: { request in
            // A request that hung comes a second time, for the answer in its handler's place.
            guard request.requestID == nil else { return nil }
            let named = request[.xRequestID].flatMap { isSane($0) ? $0 : nil }
            request.requestID = named ?? generate()
            return nil
        },
        after: { request, response in response[.xRequestID] = request.requestID })
}

private func isSane(_ id: String) -> Bool {
    let bytes = id.utf8
    guard (1...RoutingLimits.requestIDLength).contains(bytes.count) else { return false }
    return bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
