#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What an errno means for a loop.
enum SystemError {
    /// Nothing is wrong, there is just nothing to do now.
    static func isTransient(_ code: Int32) -> Bool {
        code == EAGAIN || code == EWOULDBLOCK || code == EINTR
    }

    static func isInterruption(_ code: Int32) -> Bool { code == EINTR }

    /// The connection is gone before it was accepted; the next one may be fine (accept(2)).
    static func concernsOnePeer(_ code: Int32) -> Bool {
        [EINTR, ECONNABORTED, EPROTO, EPERM, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH]
            .contains(code)
    }

    static func fromBind(_ code: Int32, _ configuration: ServerConfiguration) -> ServerError {
        let (host, port) = (configuration.host, configuration.port)
        return switch code {
        case EADDRINUSE: .addressInUse(host: host, port: port)
        case EADDRNOTAVAIL: .unknownHost(host)
        case EACCES: .permissionDenied(host: host, port: port)
        default: .system(call: "bind", errno: code)
        }
    }
}
