/// Why there is no answer. It carries neither addresses nor anything of the request.
package struct TransportError: Error, Equatable, Sendable {
    package enum Kind: Sendable, CaseIterable {
        /// No connection: name unknown, refused, unreachable, or the proxy's fault.
        case unreachable
        /// Too slow: to connect, or in all.
        case timeout
        /// TLS failed: certificate not trusted, expired or another host's, or no common version.
        case untrusted
        /// The connection ended before the answer did.
        case interrupted
        /// What came isn't HTTP.
        case malformed
        /// The answer is longer than allowed.
        case tooLarge
        /// Too many transfers wait already.
        case busy
        /// The caller's task was cancelled.
        case cancelled
        /// The transport has been closed.
        case closed
        /// The URL or a header can't be sent.
        case invalidRequest
    }

    package let kind: Kind
    /// Whether any byte of the request may have reached the server: then only an operation that may
    /// be done twice may be tried again.
    package let mayHaveArrived: Bool

    package init(_ kind: Kind, mayHaveArrived: Bool) {
        self.kind = kind
        self.mayHaveArrived = mayHaveArrived
    }
}
