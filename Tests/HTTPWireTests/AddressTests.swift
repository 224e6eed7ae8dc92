import HTTPWire
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct AddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::00A", "2001:db8::a"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"),
        ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ])
    func readsAndWritesEveryForm(_ text: String, _ canonical: String) throws {
        #expect(try #require(IPAddress(text)).description == canonical)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..3.4", "1.2.3.4 ",
        " 1.2.3.4", "1.2.3.-4", "0x1.2.3.4", "1.2.3.4:80", ":", ":::", "1:2:3:4:5:6:7", ":1::2",
        "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4::5:6:7:8", "12345::", "g::", "::1%eth0", "[::1]",
        "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:", "::1:", "１.2.3.4",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    /// The C library is the other reader: what it refuses we refuse, and what we write it reads back.
    @Test func agreesWithTheCLibrary() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("0123456789abcdef::::....".utf8)
        let seeds = ["192.0.2.10", "2001:db8::1", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8", "fe80::0"]
        for round in 0..<40_000 {
            var text = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text[place] = letters.randomElement(using: &random) ?? 0x30
                case 1: text.insert(letters.randomElement(using: &random) ?? 0x30, at: place)
                default: if text.count > 1 { text.remove(at: place) }
                }
            }
            let word = String(decoding: text, as: UTF8.self)
            #expect(IPAddress(word) == library(word), "\(word)")
        }
        for _ in 0..<2000 {
            let groups = (0..<8).map { _ in
                Bool.random(using: &random) ? 0 : UInt16.random(in: 0...(.max), using: &random)
            }
            let address = IPAddress(ipv6: groups.reduce(0) { $0 << 16 | UInt128($1) })
            #expect(library(address.description) == address)
        }
    }

    private func library(_ text: String) -> IPAddress? {
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 {
            return IPAddress(octets: octets.span.extracting(0..<4))
        }
        return inet_pton(AF_INET6, text, &octets) == 1 ? IPAddress(octets: octets.span) : nil
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7/32", "192.0.2.6", false),
        ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("::/0", "2001:db8::1", true), ("::/0", "8.8.8.8", false),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("::ffff:10.0.0.0/104", "10.1.1.1", true), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
    ])
    func rangesHoldTheirAddresses(_ range: String, _ address: String, _ isIn: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "10.0.0.0/08", "/8", "10/8",
        "2001:db8::/129", "2001:db8::1/64", "::ffff:10.0.0.0/90", "a", "10.0.0.0/8/8",
    ])
    func refusesWrongRanges(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func listsKnowTheUsualNames() throws {
        let list = try AddressList(parsing: ["private", "192.0.2.0/24"])
        let inside = [
            "127.9.9.9", "::1", "10.1.1.1", "172.31.0.1", "fd00::1", "fe80::2", "192.0.2.9",
        ]
        for text in inside { #expect(list.contains(try #require(IPAddress(text))), "\(text)") }
        for text in ["172.32.0.1", "8.8.8.8", "2001:db8::1"] {
            #expect(!list.contains(try #require(IPAddress(text))), "\(text)")
        }
        #expect(throws: AddressList.UnknownWord(word: "local")) {
            try AddressList(parsing: ["loopback", "local"])
        }
    }
}
