import HTTPTypes
import HTTPWire
import Testing

private func isAccepted(_ text: String, _ cutting: Cutting) -> Bool {
    if case .accepted = verdict(text, cutting) { true } else { false }
}

@Suite struct LimitsTests {
    @Test(arguments: [Cutting.whole, .single, .sevens])
    func requestLine(_ cutting: Cutting) {
        let longest = 16 * 1024 - "GET / HTTP/1.1".utf8.count
        func request(_ count: Int) -> String {
            "GET /" + String(repeating: "a", count: count) + " HTTP/1.1\r\nHost: a\r\n\r\n"
        }
        #expect(verdict(request(longest), cutting) != .refused(.requestLineTooLong))
        #expect(verdict(request(longest + 1), cutting) == .refused(.requestLineTooLong))
        let endless = String(repeating: "a", count: 20_000)
        #expect(verdict(endless, cutting) == .refused(.requestLineTooLong))
    }

    @Test(arguments: [Cutting.whole, .single, .sevens])
    func fieldLine(_ cutting: Cutting) {
        let longest = 16 * 1024 - "A: ".utf8.count
        func request(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: a\r\nA: " + String(repeating: "b", count: count) + "\r\n\r\n"
        }
        #expect(isAccepted(request(longest), cutting))
        #expect(verdict(request(longest + 1), cutting) == .refused(.fieldLineTooLong))
    }

    @Test(arguments: [Cutting.whole, .sevens])
    func headerSection(_ cutting: Cutting) {
        let line = "A: " + String(repeating: "b", count: 10_000) + "\r\n"
        func request(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: line, count: count) + "\r\n"
        }
        #expect(isAccepted(request(6), cutting))
        #expect(verdict(request(7), cutting) == .refused(.headerSectionTooLarge))
    }

    @Test(arguments: Cutting.allCases)
    func fieldCount(_ cutting: Cutting) {
        func request(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "A: b\r\n", count: count) + "\r\n"
        }
        #expect(isAccepted(request(127), cutting))
        #expect(verdict(request(128), cutting) == .refused(.tooManyFields))
    }

    @Test func bodyIsRefusedBeforeItIsRead() {
        var parser = RequestParser()
        let head = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 131073\r\n\r\n"
        #expect(parser.feed(Array(head.utf8).span) == .refused(.bodyTooLarge))
        #expect(parser.partialRequest(remoteAddress: "192.0.2.1")?.path == "/upload")
        #expect(parser.feed([0x41].span) == .refused(.bodyTooLarge))
    }

    @Test func everyRefusalHasAnErrorStatusAndASentence() {
        for refusal in Refusal.allCases {
            #expect((400...599).contains(refusal.status.code))
            #expect(refusal.sentence.hasSuffix("."))
        }
    }
}
