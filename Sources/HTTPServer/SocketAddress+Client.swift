#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Whose connection it is, for counting.
extension SocketAddress {
    /// A number per client: the IPv4 address, or the first 64 bits of the IPv6 address, as a client
    /// has all of a /64. No two are equal, since ::/32 is nobody's. 0 for other families.
    var client: UInt64 {
        guard let bytes = addressBytes else { return 0 }
        let significant = bytes.count == 4 ? bytes : Array(bytes.prefix(8))
        return significant.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Loopback, private, shared and link-local (RFC 1918, 3927, 4193, 6598).
    var isPrivate: Bool {
        guard let bytes = addressBytes else { return true }
        guard bytes.count == 4 else {
            return bytes == [UInt8](repeating: 0, count: 15) + [1] || bytes[0] & 0xFE == 0xFC
                || bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
        }
        switch (bytes[0], bytes[1]) {
        case (127, _), (10, _), (172, 16...31), (192, 168), (169, 254), (100, 64...127): return true
        default: return false
        }
    }

    /// 4 bytes or 16; an IPv4 client on an IPv6 socket has 4. Nil for other families.
    private var addressBytes: [UInt8]? {
        read { address, _ in
            switch Int32(address.pointee.sa_family) {
            case AF_INET:
                address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                    withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
                }
            case AF_INET6:
                address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                    Self.unmapped(withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) })
                }
            default: nil
            }
        }
    }

    private static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
        let prefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        return bytes.starts(with: prefix) ? Array(bytes.suffix(4)) : bytes
    }
}
