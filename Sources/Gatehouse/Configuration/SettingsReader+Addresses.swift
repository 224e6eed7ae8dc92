import HTTPRouting
import HTTPWire

/// Settings that say who is believed about addresses.
extension SettingsReader {
    /// More proxies than anybody chains.
    private static let mostHops = 16

    /// Addresses, networks and names of networks.
    mutating func addresses(_ setting: Setting) -> AddressList {
        do throws(AddressList.UnknownWord) {
            return try AddressList(parsing: list(setting))
        } catch {
            fault(
                setting,
                "\(error.word) is no address like 192.0.2.1, no network like 10.0.0.0/8 (without bits "
                    + "beyond its prefix), and none of loopback, linklocal, uniquelocal, private")
            return AddressList()
        }
    }

    /// A number of hops or a list; nil where nobody is trusted.
    mutating func proxyTrust(_ setting: Setting, field: Setting) -> ProxyTrust? {
        let fields = ["x-forwarded-for": ProxyTrust.Field.xForwardedFor, "forwarded": .forwarded]
        let field = choice(field, fields) ?? .xForwardedFor
        guard let text = string(setting) else { return nil }
        if let hops = Int(text) {
            if !(0...Self.mostHops).contains(hops) {
                fault(setting, "must be 0 to \(Self.mostHops) proxies, or a list of addresses")
            }
            return hops > 0 ? ProxyTrust(.hops(hops), field: field) : nil
        }
        let list = addresses(setting)
        if list.ranges.contains(where: \.isEverything) {
            fault(setting, "would believe whatever anybody writes; list the proxies alone")
        }
        return ProxyTrust(.listed(list), field: field)
    }
}
