/// How the transport connects.
package struct TransportConfiguration: Sendable {
    /// Milliseconds to connect, TLS included.
    package var connectMilliseconds: Int64
    /// A PEM file of the certificate authorities to trust instead of the system's.
    package var caFile: String?
    /// Whether `https_proxy`, `http_proxy` and `no_proxy` are honoured. Not for calls within a
    /// machine or container: a proxy can't reach those.
    package var usesProxy: Bool
    /// Whether a connection begins with a header of the PROXY protocol in which we name ourselves.
    package var sendsProxyHeader: Bool

    package init(
        connectMilliseconds: Int64 = CognitoClientLimits.connectMilliseconds,
        caFile: String? = nil, usesProxy: Bool = true, sendsProxyHeader: Bool = false
    ) {
        self.connectMilliseconds = connectMilliseconds
        self.caFile = caFile
        self.usesProxy = usesProxy
        self.sendsProxyHeader = sendsProxyHeader
    }
}
