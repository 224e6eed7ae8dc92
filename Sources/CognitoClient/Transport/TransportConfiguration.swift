/// How the transport connects.
package struct TransportConfiguration: Sendable {
    /// Milliseconds to connect, TLS included.
    package var connectMilliseconds: Int64
    /// A PEM file of the certificate authorities to trust instead of the system's.
    package var caFile: String?

    package init(
        connectMilliseconds: Int64 = CognitoClientLimits.connectMilliseconds,
        caFile: String? = nil
    ) {
        self.connectMilliseconds = connectMilliseconds
        self.caFile = caFile
    }
}
