import Testing

@testable import Cryptography

@Suite struct HexTests {
    @Test func bothWays() {
        #expect(Hex.encode([0x00, 0x9A, 0xFF]) == "009aff")
        #expect(Hex.decode("009aFF") == [0x00, 0x9A, 0xFF])
        #expect(Hex.decode("") == [])
    }

    @Test(arguments: ["0", "0g", "/0", ":0", "@0", "`0", "0 ", "é"])
    func refusals(text: String) {
        #expect(Hex.decode(text) == nil)
    }
}
