import HTTPWire

/// One element of `Forwarded` (RFC 7239 §4): `for="[2001:db8::1]:4711";proto=https`.
enum ForwardedElement {
    /// The address behind its one `for`.
    static func address(_ element: ArraySlice<UInt8>) -> IPAddress? {
        var found: IPAddress?
        for pair in pairs(element) {
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals > pair.startIndex
            else {
                return nil
            }
            guard isFor(pair[..<equals]) else { continue }
            guard found == nil, let address = node(pair[(equals + 1)...]) else { return nil }
            found = address
        }
        return found
    }

    /// Separated by semicolons, those between quotes apart.
    private static func pairs(_ element: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var isQuoted = false
        return element.split(omittingEmptySubsequences: true) { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return byte == UInt8(ascii: ";") && !isQuoted
        }.map { $0.trimmingSpace() }
    }

    private static func isFor(_ name: ArraySlice<UInt8>) -> Bool {
        name.count == 3 && name.map { $0 | 0x20 } == Array("for".utf8)
    }

    /// A colon may only stand between quotes, an IPv6 address only in brackets.
    private static func node(_ value: ArraySlice<UInt8>) -> IPAddress? {
        guard value.first == UInt8(ascii: "\"") else {
            return value.contains(UInt8(ascii: ":"))
                ? nil : ForwardedNode.address(value, allowsBareIPv6: false)
        }
        guard value.count >= 2, value.last == UInt8(ascii: "\"") else { return nil }
        return ForwardedNode.address(value.dropFirst().dropLast(), allowsBareIPv6: false)
    }
}

/// An address as proxies write it, with a port perhaps: `192.0.2.1`, `192.0.2.1:80`,
/// `[2001:db8::1]`, `[2001:db8::1]:80`.
enum ForwardedNode {
    /// - Parameter allowsBareIPv6: `X-Forwarded-For` has IPv6 addresses without brackets too.
    static func address(_ text: ArraySlice<UInt8>, allowsBareIPv6: Bool) -> IPAddress? {
        let isColon = { (byte: UInt8) in byte == UInt8(ascii: ":") }
        if text.first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            let inside = text[..<close].dropFirst()
            guard inside.contains(where: isColon), isPort(text[(close + 1)...]) else { return nil }
            return digits(inside)
        }
        guard let colon = text.firstIndex(where: isColon) else {
            return digits(text)
        }
        if text[(colon + 1)...].contains(where: isColon) {
            return allowsBareIPv6 ? digits(text) : nil
        }
        return isPort(text[colon...]) ? digits(text[..<colon]) : nil
    }

    private static func digits(_ text: ArraySlice<UInt8>) -> IPAddress? {
        IPAddress(parsing: text.span)
    }

    /// Nothing, or a colon and a port: up to five digits, or a name that hides it (RFC 7239 §6.3).
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.first else { return true }
        let port = text.dropFirst()
        guard colon == UInt8(ascii: ":"), let first = port.first else { return false }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        if first == UInt8(ascii: "_") {
            return port.count > 1
                && port.allSatisfy {
                    isDigit($0) || (0x61...0x7A).contains($0 | 0x20) || "._-".utf8.contains($0)
                }
        }
        return port.count <= 5 && port.allSatisfy(isDigit)
    }
}
