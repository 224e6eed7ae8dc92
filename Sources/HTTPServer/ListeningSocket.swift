#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Opens the socket that clients connect to.
enum ListeningSocket {
    /// Binds the first of the host's addresses that can be bound, and listens.
    static func open(
        host: String, port: Int, backlog: Int, sharesPort: Bool
    ) throws(ServerError) -> (descriptor: Int32, port: Int) {
        var refusal = ServerError.unknownHost(host)
        for address in try SocketAddress.candidates(host: host, port: port) {
            do throws(ServerError) {
                let descriptor = try bound(
                    address, host: host, port: port, sharesPort: sharesPort)
                return try listening(descriptor, host: host, port: port, backlog: backlog)
            } catch {
                refusal = error
                if case .addressInUse = error { break }
            }
        }
        throw refusal
    }

    private static func bound(
        _ address: SocketAddress, host: String, port: Int, sharesPort: Bool
    ) throws(ServerError) -> Int32 {
        guard case .value(let value) = SystemCalls.streamSocket(family: address.family),
            let descriptor = Int32(exactly: value)
        else { throw .system(call: "socket", errno: errno) }
        // A restart must not wait for the last process's connections to be forgotten.
        SystemCalls.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if sharesPort { SystemCalls.setOption(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
        if address.family == AF_INET6 { SystemCalls.setIPv6Only(descriptor, 0) }
        if case .failed(let code) = address.read({ SystemCalls.bind(descriptor, $0, $1) }) {
            SystemCalls.close(descriptor)
            throw SystemError.fromBind(code, host: host, port: port)
        }
        return descriptor
    }

    private static func listening(
        _ descriptor: Int32, host: String, port: Int, backlog: Int
    ) throws(ServerError) -> (descriptor: Int32, port: Int) {
        if case .failed(let code) = SystemCalls.listen(
            descriptor, backlog: Int32(clamping: backlog))
        {
            SystemCalls.close(descriptor)
            throw SystemError.fromBind(code, host: host, port: port)
        }
        var local = SocketAddress()
        _ = local.fill { getsockname(descriptor, $0, $1) }
        return (descriptor, local.port)
    }
}
