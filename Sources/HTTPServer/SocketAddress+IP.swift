import HTTPWire

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension SocketAddress {
    /// The address as a number; nil for families other than IPv4 and IPv6.
    var ip: IPAddress? {
        read { address, _ in
            switch Int32(address.pointee.sa_family) {
            case AF_INET:
                address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                    withUnsafeBytes(of: pointer.pointee.sin_addr) { Self.address($0) }
                }
            case AF_INET6:
                address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                    withUnsafeBytes(of: pointer.pointee.sin6_addr) { Self.address($0) }
                }
            default: nil
            }
        }
    }

    private static func address(_ octets: UnsafeRawBufferPointer) -> IPAddress? {
        octets.withMemoryRebound(to: UInt8.self) { IPAddress(octets: $0.span) }
    }
}
