import HTTPWire

/// The parser of a request, or of the proxy's header before it, whose bytes haven't all come: a box,
/// so that idle connections have none.
final class UnfinishedRequest {
    var parser: RequestParser
    let proxyHeader: ProxyHeaderParser?

    init(_ parser: RequestParser, _ proxyHeader: ProxyHeaderParser? = nil) {
        self.parser = parser
        self.proxyHeader = proxyHeader
    }
}
