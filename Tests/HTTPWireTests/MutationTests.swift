import HTTPTypes
import HTTPWire
import Testing

/// A small generator with a seed, so that a failing case can be had again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private let seeds = [
    "GET /a/b?c=d HTTP/1.1\r\nHost: a:80\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n",
    "POST /%7Ea HTTP/1.1\r\nHost: [::1]\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\nT: u\r\n\r\n",
    "GET http://a/b HTTP/1.0\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
]

private let morsels: [UInt8] = Array("\r\n\t\0 :;,/%.?*0159afxHC\u{7f}\u{e9}\"".utf8)

private func mutated(_ text: String, _ random: inout SplitMix) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        let morsel = morsels.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = morsel
        case 1: bytes.insert(morsel, at: index)
        case 2: bytes.remove(at: index)
        default:
            let end = Int.random(in: index..<bytes.count, using: &random)
            bytes.insert(contentsOf: bytes[index..<end], at: index)
        }
    }
    return bytes
}

@Suite struct MutationTests {
    /// Nothing traps, and no cutting changes the verdict.
    @Test(arguments: 0..<8)
    func verdictDoesNotDependOnTheCutting(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<1500 {
            let text = seeds.randomElement(using: &random) ?? ""
            let bytes = mutated(text, &random)
            let whole = verdict(bytes, .whole)
            for cutting in Cutting.allCases {
                let other = verdict(bytes, cutting)
                #expect(
                    other == whole, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            }
        }
    }
}
