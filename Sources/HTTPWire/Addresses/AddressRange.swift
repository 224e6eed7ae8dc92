/// A network in CIDR form (RFC 4632, RFC 4291 §2.3): an address and how many of its bits count.
public struct AddressRange: Sendable, Hashable {
    private let network: IPAddress
    private let significant: Int

    private var width: Int { network.isIPv4 ? 32 : 128 }

    /// `192.0.2.0/24`, `2001:db8::/32`, or one address. Nil for anything else, also for bits beyond
    /// the prefix: `10.0.0.1/8` might mean the one or the other.
    public init?(_ text: String) {
        let bytes = text.utf8Span.span
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: 0..<bytes.count)
        guard let address = IPAddress(parsing: bytes.extracting(0..<(slash ?? bytes.count))) else {
            return nil
        }
        let isMapped = address.isIPv4 && text.utf8.contains(UInt8(ascii: ":"))
        var significant = address.isIPv4 ? 32 : 128
        if let slash {
            let digits = slash + 1..<bytes.count
            guard let given = AddressText.decimal(bytes, digits, upTo: isMapped ? 128 : significant)
            else { return nil }
            significant = isMapped ? given - 96 : given
        }
        self.init(address, significant)
    }

    private init?(_ network: IPAddress, _ significant: Int) {
        self.network = network
        self.significant = significant
        guard significant >= 0, shifted(network) << (width - significant) == network.bits else {
            return nil
        }
    }

    /// Whether the address begins with the range's bits; an IPv4 address is in no IPv6 range.
    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == network.isIPv4 && shifted(address) == shifted(network)
    }

    /// Every address of its family: a list with it in it keeps nobody out.
    public var isEverything: Bool { significant == 0 }

    private func shifted(_ address: IPAddress) -> UInt128 { address.bits >> (width - significant) }

    // MARK: Names

    /// The ranges that the names of Express's `trust proxy` mean, and `private` for all of them.
    public static func named(_ name: String) -> [AddressRange]? {
        switch name {
        case "loopback": loopback
        case "linklocal": linkLocal
        case "uniquelocal": uniqueLocal
        case "private": loopback + linkLocal + uniqueLocal
        default: nil
        }
    }

    private static let loopback = ranges("127.0.0.0/8", "::1")
    private static let linkLocal = ranges("169.254.0.0/16", "fe80::/10")
    private static let uniqueLocal = ranges(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
    /// What a provider's translator shares among its customers (RFC 6598) is here too.
    static let privateRanges = loopback + linkLocal + uniqueLocal + ranges("100.64.0.0/10")

    private static func ranges(_ texts: String...) -> [AddressRange] {
        texts.compactMap { AddressRange($0) }
    }
}
