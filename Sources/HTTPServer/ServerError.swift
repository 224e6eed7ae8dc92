#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Why a server can't listen: the closed error type of this room.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    case addressInUse(host: String, port: Int)
    case unknownHost(String)
    /// The port is privileged and we are not.
    case permissionDenied(host: String, port: Int)
    case alreadyStarted
    /// Any other refusal of the system, with its errno.
    case system(call: String, errno: Int32)

    public var description: String {
        switch self {
        case .addressInUse(let host, let port): "The address \(host):\(port) is in use."
        case .unknownHost(let host): "The host \(host) is no address of this machine."
        case .permissionDenied(let host, let port): "Listening on \(host):\(port) is not permitted."
        case .alreadyStarted: "The server has been started before."
        case .system(let call, EMFILE), .system(let call, ENFILE):
            "\(call) failed: no file descriptor is left. Allow more (ulimit -n)."
        case .system(let call, let errno):
            "\(call) failed: \(String(cString: strerror(errno))) (errno \(errno))."
        }
    }
}
