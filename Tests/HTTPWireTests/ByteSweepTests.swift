import HTTPWire
import Testing
import WireCorpus

/// Each of the 256 bytes at each place of the grammar.
@Suite struct ByteSweepTests {
    @Test(arguments: Production.all)
    func acceptsWhatTheGrammarAllows(_ production: Production) {
        for byte in UInt8.min...UInt8.max {
            let bytes = production.before.latin1 + [byte] + production.after.latin1
            for cutting in [Cutting.whole, .single] {
                let verdict = verdict(bytes, cutting)
                let isAllowed = production.allowed.contains(byte)
                #expect(verdict.isRefusal != isAllowed, "\(byte) \(cutting): \(verdict)")
                guard isAllowed, let meaning = production.meaning else { continue }
                let expected = meaning(String(Unicode.Scalar(byte)))
                #expect(verdict == .accepted([expected]), "\(byte) \(cutting)")
            }
        }
    }

    /// A byte of the body is that byte, wherever its pieces are cut.
    @Test func bodiesArriveAsTheyAre() throws {
        let all = Array(UInt8.min...UInt8.max)
        let heads = [
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 256\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n",
        ]
        for (head, tail) in zip(heads, ["", "\r\n0\r\n\r\n"]) {
            var parser = RequestParser()
            let outcome = parser.feed((head.latin1 + all + tail.latin1).span)
            #expect(outcome == .done(consumed: head.utf8.count + 256 + tail.utf8.count))
            #expect(parser.takeRequest(remoteAddress: "192.0.2.1")?.body == all)
        }
    }
}

extension Verdict {
    fileprivate var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }
}
