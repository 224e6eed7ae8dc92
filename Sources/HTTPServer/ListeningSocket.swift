import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The socket that clients connect to. From now on the system queues them; a server accepts them
/// once it starts. What needs the port before it can serve opens this first.
public final class ListeningSocket: Sendable {
    /// The port, the one that the system chose if 0 was configured.
    public let port: Int
    let descriptor: Int32
    private let sharesPort: Bool
    private let isOpen = Atomic(true)

    /// Binds the first of the host's addresses that can be bound, and listens.
    public init(_ configuration: ServerConfiguration) throws(ServerError) {
        sharesPort = configuration.sharesPort
        let host = configuration.host
        var refusal = ServerError.unknownHost(host)
        for address in try SocketAddress.candidates(host: host, port: configuration.port) {
            do throws(ServerError) {
                (descriptor, port) = try Self.listening(on: address, configuration)
                return
            } catch {
                refusal = error
                if case .addressInUse = error { break }
            }
        }
        throw refusal
    }

    deinit { close() }

    /// Clients that still wait in the queue are refused.
    func close() {
        guard isOpen.exchange(false, ordering: .relaxed) else { return }
        SystemCalls.close(descriptor)
    }

    /// From now on newcomers go to the process that shares the port, as soon as there is one; those
    /// who are queued here already are still accepted here. Without it the system deals them out to
    /// both, and closing the socket would refuse those that it has queued for us. (Linux.)
    func makeWay() {
        if sharesPort { SystemCalls.steerToNewerListener(descriptor) }
    }

    private static func listening(
        on address: SocketAddress, _ configuration: ServerConfiguration
    ) throws(ServerError) -> (Int32, port: Int) {
        let descriptor = try bound(address, configuration)
        let backlog = Int32(clamping: configuration.limits.backlog)
        if case .failed(let code) = SystemCalls.listen(descriptor, backlog: backlog) {
            SystemCalls.close(descriptor)
            throw SystemError.fromBind(code, configuration)
        }
        var local = SocketAddress()
        _ = local.fill { getsockname(descriptor, $0, $1) }
        return (descriptor, local.port)
    }

    private static func bound(
        _ address: SocketAddress, _ configuration: ServerConfiguration
    ) throws(ServerError) -> Int32 {
        let descriptor: Int32
        switch SystemCalls.streamSocket(family: address.family) {
        case .value(let value): descriptor = Int32(truncatingIfNeeded: value)
        case .failed(let code): throw .system(call: "socket", errno: code)
        }
        // A restart must not wait for the last process's connections to be forgotten.
        SystemCalls.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if configuration.sharesPort {
            SystemCalls.setOption(descriptor, SOL_SOCKET, SO_REUSEPORT, 1)
        }
        // Accepted sockets inherit it (tcp(7)).
        SystemCalls.sendAtOnce(descriptor)
        if address.family == AF_INET6 { SystemCalls.setIPv6Only(descriptor, 0) }
        if case .failed(let code) = address.read({ SystemCalls.bind(descriptor, $0, $1) }) {
            SystemCalls.close(descriptor)
            throw SystemError.fromBind(code, configuration)
        }
        return descriptor
    }
}
