import HTTPTypes
import HTTPWire
import Testing

private let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

private let malformed: [String] = [
    "\r\n", "x\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "+5\r\nhello\r\n", "-5\r\nhello\r\n",
    "5_0\r\nhello\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n", "5 ;a\r\nhello\r\n",
    "5;\r\nhello\r\n", "5;a=\r\nhello\r\n", "5; a\r\nhello\r\n", "5;a=\"b\r\nhello\r\n",
    "5;a=\"b\"c\r\nhello\r\n", "5\nhello\r\n", "5\r\rhello\r\n", "5\r\nhello0\r\n\r\n",
    "5\r\nhello\n0\r\n\r\n", "5\r\nhello\rX", "FFFFFFFFFFFFFFFF0\r\n", "8000000000000000\r\n",
    "00000000000000000\r\n", "5;a\u{1}\r\nhello\r\n", "5;a=\u{7f}\r\n",
]

private let malformedTrailers: [String] = [
    "0\r\nA b\r\n\r\n", "0\r\nA : b\r\n\r\n", "0\r\n folded\r\n\r\n", "0\r\nA: b\n\r\n",
    "0\r\nA: b\r\n\n", "0\r\nA: \0\r\n\r\n", "0\r\n: b\r\n\r\n",
]

@Suite struct ChunkedDecodingTests {
    @Test(arguments: malformed, Cutting.allCases)
    func malformedChunk(_ body: String, _ cutting: Cutting) {
        #expect(verdict(head + body, cutting) == .refused(.malformedChunk))
    }

    @Test(arguments: malformedTrailers, Cutting.allCases)
    func malformedTrailer(_ body: String, _ cutting: Cutting) {
        #expect(verdict(head + body, cutting) == .refused(.malformedTrailer))
    }

    @Test(arguments: Cutting.allCases)
    func limits(_ cutting: Cutting) {
        var limits = Limits()
        limits.body = 8
        limits.chunkExtensions = 4
        limits.trailers = 10
        func refusal(_ body: String) -> Verdict { verdict(head + body, cutting, limits: limits) }
        #expect(refusal("8\r\n12345678\r\n0\r\n\r\n") == .accepted(["POST / 12345678"]))
        #expect(refusal("9\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("5\r\nhello\r\n4\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("7FFFFFFFFFFFFFFF\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("1;abcdef\r\n") == .refused(.chunkExtensionsTooLarge))
        #expect(refusal("0\r\nA: bcdefghi\r\n\r\n") == .refused(.trailersTooLarge))
        #expect(refusal("0\r\nA: bc\r\n\r\n") == .accepted(["POST / "]))
    }

    @Test func trailersNeverBecomeFields() throws {
        let request = try parse(head + "1\r\nx\r\n0\r\nAuthorization: Bearer x\r\n\r\n")
        #expect(request[.authorization] == nil)
        #expect(request.body == [UInt8(ascii: "x")])
    }
}
