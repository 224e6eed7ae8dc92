import HTTPTypes

/// One HTTP request as the parser understood it.
///
/// A value: a middleware that changes it changes its own copy. Copying costs two references.
public struct Request: Sendable {
    let head: RequestHead
    /// The body, decoded from its chunks where it came in chunks; empty if there was none.
    public var body: [UInt8]
    /// The peer's address without its port; behind a proxy that is the proxy's.
    public var remoteAddress: String
    @usableFromInline var context = RequestContext()

    init(head: RequestHead, body: [UInt8], remoteAddress: String) {
        self.head = head
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// A request made in process. `path` is taken as already decoded.
    public init(
        method: HTTPRequest.Method = .get, path: String, query: String? = nil,
        headerFields: HTTPFields = [:], body: [UInt8] = [], remoteAddress: String = "127.0.0.1"
    ) {
        head = RequestHead(method: method, path: path, query: query, headerFields: headerFields)
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// What stands for a request whose first line was not understood: method `-`, no path.
    public static func unread(from remoteAddress: String) -> Request {
        Request(
            method: HTTPRequest.Method("-") ?? .get, path: "", remoteAddress: remoteAddress)
    }

    /// The method; any token (RFC 9110 §9.1), so an unknown one can be answered with 501.
    public var method: HTTPRequest.Method { head.method }
    /// The path, percent-decoded once; `*` for `OPTIONS *`. See `RequestTarget` for what is refused.
    public var path: String { head.path }
    /// The query as it was sent, without the `?`; nil if there was no `?`.
    public var query: String? { head.query }
    /// The host that the client names: the absolute target's, else the Host header's. A claim by the
    /// client, so never build a link, an issuer or a redirect from it.
    public var authority: String? { head.authority }
    /// Whether it came as HTTP/1.0; otherwise as HTTP/1.1.
    public var isHTTP10: Bool { head.isHTTP10 }
    /// Whether the client allows another request on this connection (RFC 9112 §9.3).
    public var keepsAlive: Bool { head.keepsAlive }

    /// The value of the first field of that name; nil if there is none.
    ///
    /// Where a second one would be an attack (`Authorization`, a session cookie), look at `values`.
    public subscript(_ name: HTTPField.Name) -> String? { head.firstValue(name) }

    /// The values of all fields of that name, one per line as sent, in their order.
    public func values(_ name: HTTPField.Name) -> [String] { head.values(name) }

    /// All fields, built anew at every call: costs microseconds, so ask for one name where you can.
    public var headerFields: HTTPFields { head.headerFields() }

    /// What a link of the chain left on the request.
    @inlinable public subscript<Key: RequestContextKey>(_ key: Key.Type) -> Key.Value? {
        get { context[key] }
        set { context[key] = newValue }
    }
}
