/// An IPv4 or IPv6 address as a number.
///
/// An IPv4 address in IPv6's clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address: no
/// client has two names.
public struct IPAddress: Sendable, Hashable {
    /// Whether it has 32 bits, not 128.
    public let isIPv4: Bool
    /// An IPv4 address stands in the lowest 32 bits.
    let bits: UInt128

    private static let mappedPrefix: UInt128 = 0xFFFF << 32

    /// - Parameter ipv4: the four bytes, the first one highest.
    public init(ipv4: UInt32) {
        isIPv4 = true
        bits = UInt128(ipv4)
    }

    /// - Parameter ipv6: the sixteen bytes, the first one highest.
    public init(ipv6: UInt128) {
        isIPv4 = ipv6 >> 32 == Self.mappedPrefix >> 32
        bits = isIPv4 ? ipv6 & 0xFFFF_FFFF : ipv6
    }

    /// 4 bytes or 16, in network order; nil for another number of them.
    public init?(octets: Span<UInt8>) {
        var bits: UInt128 = 0
        switch octets.count {
        case 4, 16: for index in octets.indices { bits = bits << 8 | UInt128(octets[index]) }
        default: return nil
        }
        self = octets.count == 4 ? Self(ipv4: UInt32(bits)) : Self(ipv6: bits)
    }

    /// Digits without port, brackets or zone. See `AddressText` for what is refused.
    public init?(_ text: String) { self.init(parsing: text.utf8Span.span) }

    public init?(parsing text: Span<UInt8>) {
        if let address = AddressText.ipv4(text, 0..<text.count) {
            self.init(ipv4: address)
        } else if let address = AddressText.ipv6(text) {
            self.init(ipv6: address)
        } else {
            return nil
        }
    }

    /// One number per client: the IPv4 address, or the first 64 bits of the IPv6 address, as a client
    /// has all of a /64. No two are equal, since ::/32 is nobody's; ::1 is 0.
    public var client: UInt64 { isIPv4 ? UInt64(bits) : UInt64(bits >> 64) }

    /// Loopback, private, shared or link-local (RFC 1122, 1918, 3927, 4193, 4291, 6598).
    public var isPrivate: Bool { AddressRange.privateRanges.contains { $0.contains(self) } }
}

extension IPAddress: CustomStringConvertible {
    /// The one way to write it: dotted, or as RFC 5952 demands.
    public var description: String {
        guard !isIPv4 else {
            return quad(at: 3) + "." + quad(at: 2) + "." + quad(at: 1) + "." + quad(at: 0)
        }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
        let text = { (part: ArraySlice<UInt16>) in
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard let gap = Self.longestZeros(groups) else { return text(groups[...]) }
        return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }

    private func quad(at place: Int) -> String {
        String(UInt8(truncatingIfNeeded: bits >> (8 * place)))
    }

    /// The first of the longest runs of two or more zero groups (RFC 5952 §4.2).
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<0
        var start = 0
        for index in groups.indices {
            if groups[index] != 0 { start = index + 1 }
            if index + 1 - start > longest.count { longest = start..<index + 1 }
        }
        return longest.count > 1 ? longest : nil
    }
}
