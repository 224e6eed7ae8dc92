public import HTTPWire

/// What an operator may want to know. Nothing in it comes from a request; the address is the peer's.
public enum ServerEvent: Sendable, Equatable {
    case listening(host: String, port: Int)
    /// Descriptors, memory or the connection limit are used up; clients wait in the backlog.
    case acceptPaused(AcceptPause)
    case acceptResumed
    /// So many idle connections were closed to make room since the last report, which comes once in
    /// `ServerLimits.pauseReports`.
    case connectionsShed(Int)
    /// A client address has as many connections as it may have; its further ones are closed.
    case addressLimitReached(address: String)
    /// A connection of a listed proxy doesn't begin with a header of the PROXY protocol; it is closed.
    case proxyHeaderRefused(ProxyHeaderFault, address: String)
    /// A handler didn't answer in time; it was cancelled and 503 went out.
    case handlerTimedOut
    /// The grace ended with connections open, which were cut.
    case graceExceeded(connections: Int)
    case stopped
}

/// Why no connections are accepted for a moment.
public enum AcceptPause: Sendable, Equatable {
    case connectionLimit(Int)
    case system(errno: Int32)
}
