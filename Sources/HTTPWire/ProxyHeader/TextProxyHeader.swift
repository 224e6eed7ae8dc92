/// Version 1: `PROXY TCP4 192.0.2.1 198.51.100.1 56324 443` and CR LF (proxy-protocol.txt §2.1).
enum TextProxyHeader {
    static let prefix = Array("PROXY ".utf8)
    /// The longest line with its CR LF, in bytes, as the protocol has it.
    private static let longest = 107

    static func read(_ bytes: Span<UInt8>) throws(ProxyHeaderFault) -> ProxyHeaderParser.Outcome {
        guard bytes.agrees(with: prefix) else { throw .missing }
        let window = min(bytes.count, longest)
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: 0..<window) else {
            guard window < longest else { throw .lineTooLong }
            return .needMore
        }
        guard end > prefix.count, bytes[end - 1] == UInt8(ascii: "\r"),
            bytes.firstControl(from: 0) == end - 1
        else { throw .malformedLine }
        return .done(consumed: end + 1, source: try source(bytes, prefix.count..<end - 1))
    }

    /// Protocol, source, destination and both ports, with one space between each two. After UNKNOWN
    /// the rest means nothing.
    private static func source(
        _ bytes: Span<UInt8>, _ line: Range<Int>
    ) throws(ProxyHeaderFault) -> IPAddress? {
        var rest = line
        let family = word(bytes, &rest)
        if bytes.holds("UNKNOWN", at: family) { return nil }
        let isIPv4 = bytes.holds("TCP4", at: family)
        guard isIPv4 || bytes.holds("TCP6", at: family),
            let source = address(bytes, word(bytes, &rest), isIPv4),
            address(bytes, word(bytes, &rest), isIPv4) != nil,
            isPort(bytes, word(bytes, &rest)), isPort(bytes, rest)
        else { throw .malformedLine }
        return source
    }

    /// What stands before the next space, which is used up with it.
    private static func word(_ bytes: Span<UInt8>, _ rest: inout Range<Int>) -> Range<Int> {
        let end = bytes.firstIndex(of: UInt8(ascii: " "), in: rest) ?? rest.upperBound
        defer { rest = min(end + 1, rest.upperBound)..<rest.upperBound }
        return rest.lowerBound..<end
    }

    private static func address(
        _ bytes: Span<UInt8>, _ word: Range<Int>, _ isIPv4: Bool
    ) -> IPAddress? {
        isIPv4
            ? AddressText.ipv4(bytes, word).map { IPAddress(ipv4: $0) }
            : AddressText.ipv6(bytes.extracting(word)).map { IPAddress(ipv6: $0) }
    }

    private static func isPort(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        AddressText.decimal(bytes, word, upTo: 65535) != nil
    }
}
