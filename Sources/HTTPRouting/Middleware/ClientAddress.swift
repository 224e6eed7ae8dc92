public import HTTPWire

private enum ClientAddressKey: RequestContextKey {
    typealias Value = IPAddress
}

extension Request {
    /// Who asks: the peer, or whom trusted proxies name. See `clientAddress(trusting:)`.
    public var clientIP: IPAddress? { self[ClientAddressKey.self] ?? IPAddress(remoteAddress) }

    /// `clientIP` in digits.
    public var clientAddress: String {
        self[ClientAddressKey.self]?.description ?? remoteAddress
    }
}

/// Finds the client behind trusted proxies. Without this layer, which is the default, nobody is
/// believed and the peer is the client. Belongs outside of everything that asks for the client.
public func clientAddress(trusting trust: ProxyTrust) -> Middleware {
    .before { request in
        if let peer = IPAddress(request.remoteAddress) {
            let client = trust.client(of: request, peer: peer)
            if client != peer { request[ClientAddressKey.self] = client }
        }
        return nil
    }
}
