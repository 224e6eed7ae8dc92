/// Elements of a comma-separated field (RFC 9110 §5.6.1), the last one first: what the nearest proxy
/// wrote is read before what anybody else did, and nothing to its left can spoil it.
enum ForwardedList {
    /// The last element without the space around it; it and its comma are used up. Nil if it is longer
    /// than an element can be.
    static func takeLast(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        take(&rest, from: rest.lastIndex(of: UInt8(ascii: ",")))
    }

    /// As `takeLast`, but a comma between quotes separates nothing. Nil for an open quote, and for a
    /// backslash: read from the right it would have two meanings, and no address needs one.
    static func takeLastQuoting(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var isQuoted = false
        var comma: Int?
        for index in rest.indices.reversed() {
            let byte = rest[index]
            if byte == UInt8(ascii: "\\") { return nil }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted {
                comma = index
                break
            }
            if rest.endIndex - index > RoutingLimits.forwardedElement { return nil }
        }
        return isQuoted ? nil : take(&rest, from: comma)
    }

    private static func take(
        _ rest: inout ArraySlice<UInt8>, from comma: Int?
    ) -> ArraySlice<UInt8>? {
        let element = rest[(comma.map { $0 + 1 } ?? rest.startIndex)...]
        guard element.count <= RoutingLimits.forwardedElement else { return nil }
        rest = rest[..<(comma ?? rest.startIndex)]
        return element.trimmingSpace()
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at both ends (OWS, RFC 9110 §5.6.3).
    func trimmingSpace() -> ArraySlice {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = firstIndex(where: { !isSpace($0) }),
            let last = lastIndex(where: { !isSpace($0) })
        else { return [] }
        return self[first...last]
    }
}
