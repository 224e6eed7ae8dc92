import HTTPTypes
public import HTTPWire

/// Which proxies are believed when they say whom they speak for, and where they say it.
///
/// The peer is the nearest address; each entry of the field, read from the right, is what the one
/// before it has seen. As long as an address is trusted, the next one is looked at; the first that is
/// not trusted is the client. What stands left of it the client may have written himself.
///
/// An entry that is no address (malformed, `unknown`, `_hidden`) ends the walk: the client is then the
/// last address that was one.
public struct ProxyTrust: Sendable, Equatable {
    public enum Proxies: Sendable, Equatable {
        /// So many proxies stand in front, and there is no way around any of them. The peer is the
        /// first.
        case hops(Int)
        case listed(AddressList)
    }

    /// The one field that the proxies set. The other is never looked at: a proxy that doesn't know it
    /// passes on what the client wrote.
    public enum Field: Sendable, Equatable {
        case xForwardedFor
        /// RFC 7239.
        case forwarded

        var name: HTTPField.Name {
            switch self {
            case .xForwardedFor: .xForwardedFor
            case .forwarded: .forwarded
            }
        }
    }

    public var proxies: Proxies
    public var field: Field

    public init(_ proxies: Proxies, field: Field = .xForwardedFor) {
        self.proxies = proxies
        self.field = field
    }

    /// The client of a request that `peer` has passed on.
    func client(of request: Request, peer: IPAddress) -> IPAddress {
        var client = peer
        var hop = 0
        guard trusts(client, hop) else { return client }
        var left = RoutingLimits.forwardedElements
        for line in request.values(field.name).reversed() {
            var rest = Array(line.utf8)[...]
            while !rest.isEmpty {
                guard left > 0, let element = takeLast(&rest) else { return client }
                left -= 1
                if element.isEmpty { continue }
                guard let address = address(element) else { return client }
                client = address
                hop += 1
                guard trusts(client, hop) else { return client }
            }
        }
        return client
    }

    private func trusts(_ address: IPAddress, _ hop: Int) -> Bool {
        switch proxies {
        case .hops(let count): hop < count
        case .listed(let list): list.contains(address)
        }
    }

    private func takeLast(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        switch field {
        case .xForwardedFor: ForwardedList.takeLast(&rest)
        case .forwarded: ForwardedList.takeLastQuoting(&rest)
        }
    }

    private func address(_ element: ArraySlice<UInt8>) -> IPAddress? {
        switch field {
        case .xForwardedFor: ForwardedNode.address(element, allowsBareIPv6: true)
        case .forwarded: ForwardedElement.address(element)
        }
    }
}
