import HTTPTypes
import HTTPWire
import Testing
import WireCorpus

private let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

@Suite struct ChunkedDecodingTests {
    @Test(arguments: Cutting.allCases)
    func limits(_ cutting: Cutting) {
        var limits = Limits()
        limits.body = 8
        limits.chunkExtensions = 4
        limits.trailers = 10
        func refusal(_ body: String) -> Verdict { verdict(head + body, cutting, limits: limits) }
        #expect(
            refusal("8\r\n12345678\r\n0\r\n\r\n")
                == .accepted([Understood("POST / a", body: "12345678")]))
        #expect(refusal("9\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("5\r\nhello\r\n4\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("7FFFFFFFFFFFFFFF\r\n") == .refused(.bodyTooLarge))
        #expect(refusal("1;abcdef\r\n") == .refused(.chunkExtensionsTooLarge))
        #expect(refusal("0\r\nA: bcdefghi\r\n\r\n") == .refused(.trailersTooLarge))
        #expect(refusal("0\r\nA: bc\r\n\r\n") == .accepted([Understood("POST / a")]))
    }
}
