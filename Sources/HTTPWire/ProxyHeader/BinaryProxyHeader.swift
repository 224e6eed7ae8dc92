/// Version 2: a signature, four bytes, the addresses, and triples that are checked and skipped
/// (proxy-protocol.txt §2.2).
enum BinaryProxyHeader {
    static let signature: [UInt8] = [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    ]
    /// Signature, version and command, family and protocol, length.
    private static let fixed = 16
    private static let local: UInt8 = 0x0
    private static let proxy: UInt8 = 0x1
    /// Type and length of a triple, in bytes.
    private static let tripleHead = 3

    static func read(
        _ bytes: Span<UInt8>, limits: Limits
    ) throws(ProxyHeaderFault) -> ProxyHeaderParser.Outcome {
        guard bytes.agrees(with: signature) else { throw .missing }
        guard bytes.count >= fixed else { return .needMore }
        guard bytes[12] >> 4 == 2 else { throw .unsupportedVersion }
        let command = bytes[12] & 0xF
        guard command == local || command == proxy else { throw .unsupportedCommand }
        let end = fixed + Int(bytes[14]) << 8 + Int(bytes[15])
        guard end <= limits.proxyHeader else { throw .tooLong }
        guard bytes.count >= end else { return .needMore }
        // The family of LOCAL means nothing.
        guard command == proxy else { return .done(consumed: end, source: nil) }
        let block = bytes.extracting(fixed..<end)
        return .done(consumed: end, source: try source(block, family: bytes[13]))
    }

    /// Sources of TCP are believed; other protocols have none that could be a client's here.
    private static func source(
        _ block: Span<UInt8>, family: UInt8
    ) throws(ProxyHeaderFault) -> IPAddress? {
        guard let size = addressBytes(family >> 4), family & 0xF <= 2 else {
            throw .unsupportedFamily
        }
        guard size > 0 else { return nil }
        guard block.count >= size else { throw .tooShort }
        try check(triples: block.extracting(size..<block.count))
        switch family {
        case 0x11: return IPAddress(octets: block.extracting(0..<4))
        case 0x21: return IPAddress(octets: block.extracting(0..<16))
        default: return nil
        }
    }

    /// Both addresses and ports: unspecified, IPv4, IPv6, UNIX.
    private static func addressBytes(_ family: UInt8) -> Int? {
        switch family {
        case 0: 0
        case 1: 12
        case 2: 36
        case 3: 216
        default: nil
        }
    }

    private static func check(triples: Span<UInt8>) throws(ProxyHeaderFault) {
        var index = 0
        while index < triples.count {
            guard index + tripleHead <= triples.count else { throw .malformedExtension }
            index += tripleHead + Int(triples[index + 1]) << 8 + Int(triples[index + 2])
        }
        guard index == triples.count else { throw .malformedExtension }
    }
}
