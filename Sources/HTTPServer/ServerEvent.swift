/// What an operator may want to know. Nothing in it comes from a request.
public enum ServerEvent: Sendable, Equatable {
    case listening(host: String, port: Int)
    /// Descriptors, memory or the connection limit are used up; clients wait in the backlog.
    case acceptPaused(AcceptPause)
    case acceptResumed
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
