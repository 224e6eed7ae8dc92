import HTTPWire
import Testing

/// HAProxy's proxy-protocol.txt, §2.1 and §2.2.
@Suite struct ProxyHeaderTests {
    private enum Verdict: Equatable {
        case incomplete
        case refused(ProxyHeaderFault)
        case accepted(source: String?, rest: String)
    }

    private static let follows = "GET / HTTP/1.1\r\n"

    private func verdict(
        _ bytes: [UInt8], _ cutting: Cutting, limits: Limits = Limits()
    ) -> Verdict {
        var parser = ProxyHeaderParser(limits: limits)
        var start = 0
        while start < bytes.count {
            let end = cutting == .whole ? bytes.count : min(bytes.count, start + cutting.size)
            switch parser.feed(bytes[start..<end].span) {
            case .needMore: start = end
            case .refused(let fault): return .refused(fault)
            case .done(let consumed, let source):
                let rest = String(decoding: bytes[(start + consumed)...], as: UTF8.self)
                return .accepted(source: source?.description, rest: rest)
            }
        }
        return .incomplete
    }

    /// Whole, in pieces, and each beginning of it incomplete.
    private func expect(_ bytes: [UInt8], _ expected: Verdict, limits: Limits = Limits()) {
        for cutting in Cutting.allCases {
            #expect(verdict(bytes, cutting, limits: limits) == expected, "\(cutting)")
        }
    }

    // MARK: Version 1

    @Test(arguments: [
        ("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443", "192.0.2.1"),
        ("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535", "255.255.255.255"),
        ("PROXY TCP6 2001:db8::1 ::1 0 443", "2001:db8::1"),
        ("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2", "192.0.2.1"),
        ("PROXY UNKNOWN", nil), ("PROXY UNKNOWN anything \u{E9} 1 2 3 4 5", nil),
        (
            "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
                + "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535", nil
        ),
    ])
    func readsTheLine(_ line: String, _ source: String?) {
        let bytes = Array((line + "\r\n").utf8)
        expect(bytes + Array(Self.follows.utf8), .accepted(source: source, rest: Self.follows))
        for count in 1..<bytes.count {
            #expect(verdict(Array(bytes[..<count]), .whole) == .incomplete)
        }
    }

    @Test(arguments: [
        "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\n", "PROXY TCP4\r\n", "PROXY \r\n",
        "PROXY  TCP4 192.0.2.1 198.51.100.1 1 2\r\n", "PROXY TCP4 192.0.2.1  198.51.100.1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 1 2 \r\n", "PROXY TCP4 192.0.2.1 198.51.100.1 1\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 1 65536\r\n", "PROXY TCP4 ::1 ::1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 01 2\r\n", "PROXY TCP4 192.0.2.1 198.51.100.1 +1 2\r\n",
        "PROXY TCP4 192.0.2.01 198.51.100.1 1 2\r\n", "PROXY TCP6 192.0.2.1 192.0.2.1 1 2\r\n",
        "PROXY TCP5 192.0.2.1 198.51.100.1 1 2\r\n", "PROXY tcp4 192.0.2.1 198.51.100.1 1 2\r\n",
        "PROXY UNKNOWNX\r\n", "PROXY TCP4 192.0.2.1\t198.51.100.1 1 2\r\n",
        "PROXY UNKNOWN a\rb\r\n", "PROXY UNKNOWN \u{0}\r\n", "PROXY TCP4 192.0.2.1 x 1 2\r\n",
    ])
    func refusesLinesThatAreAlmostRight(_ line: String) {
        expect(Array(line.utf8), .refused(.malformedLine))
    }

    @Test func theLineHas107BytesAtMost() {
        let longest = "PROXY UNKNOWN " + String(repeating: "x", count: 107 - 16) + "\r\n"
        expect(Array(longest.utf8), .accepted(source: nil, rest: ""))
        expect(Array(("PROXY UNKNOWN x" + longest.dropFirst(14)).utf8), .refused(.lineTooLong))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n", "proxy TCP4", "PROXYTCP4", "\r\nGET /", "\u{16}\u{3}", "P ",
    ])
    func refusesWhatIsNoHeader(_ text: String) {
        expect(Array(text.utf8), .refused(.missing))
    }

    // MARK: Version 2

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10]
    private static let ipv4: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 4, 1, 187]
    private static let ipv6: [UInt8] =
        [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]
        + [UInt8](repeating: 0, count: 16) + [0, 1, 0, 2]

    private static func header(
        _ version: UInt8, _ family: UInt8, _ block: [UInt8], length: Int? = nil
    ) -> [UInt8] {
        let length = length ?? block.count
        return signature + [version, family, UInt8(length >> 8), UInt8(length & 255)] + block
    }

    /// Amazon's: the id of a VPC endpoint.
    private static let triple: [UInt8] = [0xEA, 0, 4, 1, 2, 3, 4]

    @Test(arguments: [
        (header(0x21, 0x11, ipv4), "192.0.2.1"), (header(0x21, 0x21, ipv6), "2001:db8::1"),
        (header(0x21, 0x11, ipv4 + triple + [4, 0, 0]), "192.0.2.1"),
        (header(0x21, 0x12, ipv4), nil), (header(0x21, 0x22, ipv6), nil),
        (header(0x21, 0x00, []), nil), (header(0x21, 0x00, [1, 2, 3]), nil),
        (header(0x21, 0x31, [UInt8](repeating: 0, count: 216)), nil),
        (header(0x20, 0x00, []), nil), (header(0x20, 0x11, ipv4), nil),
        (header(0x20, 0xFF, [9]), nil),
    ])
    func readsTheBlock(_ bytes: [UInt8], _ source: String?) {
        expect(bytes + Array(Self.follows.utf8), .accepted(source: source, rest: Self.follows))
        for count in 1..<bytes.count {
            #expect(verdict(Array(bytes[..<count]), .whole) == .incomplete)
        }
    }

    @Test(arguments: [
        (header(0x11, 0x11, ipv4), ProxyHeaderFault.unsupportedVersion),
        (header(0x31, 0x11, ipv4), .unsupportedVersion),
        (header(0x22, 0x11, ipv4), .unsupportedCommand),
        (header(0x2F, 0x11, ipv4), .unsupportedCommand),
        (header(0x21, 0x41, ipv4), .unsupportedFamily),
        (header(0x21, 0x13, ipv4), .unsupportedFamily),
        (header(0x21, 0x11, Array(ipv4.dropLast())), .tooShort),
        (header(0x21, 0x21, ipv4), .tooShort), (header(0x21, 0x11, []), .tooShort),
        (header(0x21, 0x31, ipv6), .tooShort),
        (header(0x21, 0x11, ipv4 + [0xEA]), .malformedExtension),
        (header(0x21, 0x11, ipv4 + [0xEA, 0]), .malformedExtension),
        (header(0x21, 0x11, ipv4 + [0xEA, 0, 5, 1, 2, 3, 4]), .malformedExtension),
        (header(0x21, 0x11, ipv4 + [0xEA, 255, 255]), .malformedExtension),
        (header(0x21, 0x11, [], length: 65535), .tooLong),
        (header(0x20, 0x00, [], length: 4081), .tooLong),
        ([13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 13], .missing), ([13, 13], .missing),
    ])
    func refusesBlocksThatLie(_ bytes: [UInt8], _ fault: ProxyHeaderFault) {
        expect(bytes, .refused(fault))
    }

    @Test func theBlockIsBounded() {
        var limits = Limits()
        limits.proxyHeader = 16 + 12 + 7
        let bytes = Self.header(0x21, 0x11, Self.ipv4 + Self.triple)
        expect(bytes, .accepted(source: "192.0.2.1", rest: ""), limits: limits)
        limits.proxyHeader -= 1
        expect(bytes, .refused(.tooLong), limits: limits)
    }

    /// Whatever the bytes: no trap, and the same verdict however they are cut.
    @Test func noMutationIsReadInTwoWays() {
        var random = SystemRandomNumberGenerator()
        let seeds = [
            Self.header(0x21, 0x11, Self.ipv4 + Self.triple), Self.header(0x21, 0x21, Self.ipv6),
            Array("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n".utf8),
            Array("PROXY TCP6 2001:db8::1 ::1 0 443\r\n".utf8),
        ]
        for round in 0..<20_000 {
            var bytes = seeds[round % seeds.count] + Array(Self.follows.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if Bool.random(using: &random) {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                } else {
                    bytes.remove(at: place)
                }
            }
            #expect(verdict(bytes, .whole) == verdict(bytes, .single), "\(bytes)")
        }
    }
}
