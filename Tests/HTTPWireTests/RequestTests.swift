import HTTPTypes
import HTTPWire
import Testing

private enum NumberKey: RequestContextKey {
    typealias Value = Int
}
private enum NameKey: RequestContextKey {
    typealias Value = String
}

@Suite struct RequestTests {
    @Test func fieldsAreFoundInAnyLetterCase() throws {
        let request = try parse(
            "GET /a?b=%20c HTTP/1.1\r\nhost: h\r\nACCEPT: x\r\nAccept:  y \r\nX-Other: z\r\n\r\n")
        #expect(request[.accept] == "x")
        #expect(request.values(.accept) == ["x", "y"])
        #expect(request[.authorization] == nil)
        #expect(request.query == "b=%20c")
        #expect(request.authority == "h")
        #expect(request.headerFields[HTTPField.Name("x-other")!] == "z")
        #expect(request.headerFields.count == 4)
        #expect(request.remoteAddress == "192.0.2.1")
    }

    @Test func absoluteTargetOutranksHost() throws {
        let request = try parse("GET http://right:81/x?y HTTP/1.1\r\nHost: wrong\r\n\r\n")
        #expect(request.authority == "right:81")
        #expect(request.path == "/x")
        #expect(request.query == "y")
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: close\r\n", false),
        ("HTTP/1.1", "Connection: Upgrade , CLOSE\r\n", false), ("HTTP/1.0", "", false),
        ("HTTP/1.0", "Connection: Keep-Alive\r\n", true),
        ("HTTP/1.0", "Connection: keep-alive\r\nConnection: close\r\n", false),
        ("HTTP/1.1", "Connection: closed\r\n", true),
    ])
    func keepsAlive(_ version: String, _ field: String, _ keeps: Bool) throws {
        let request = try parse("GET / \(version)\r\nHost: a\r\n\(field)\r\n")
        #expect(request.keepsAlive == keeps)
        #expect(request.isHTTP10 == (version == "HTTP/1.0"))
    }

    @Test func contextKeepsValuesApart() {
        var request = Request(path: "/", headerFields: [.accept: "a"], body: [1])
        request[NumberKey.self] = 1
        request[NameKey.self] = "n"
        request[NumberKey.self] = 2
        #expect(request[NumberKey.self] == 2)
        #expect(request[NameKey.self] == "n")
        request[NameKey.self] = nil
        #expect(request[NameKey.self] == nil)
        #expect(request[.accept] == "a")
        #expect(request.body == [1])
    }

    @Test func continueIsWantedUntilABodyByteComes() {
        var parser = RequestParser()
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        #expect(parser.feed(Array(head.utf8).span) == .needMore)
        #expect(parser.expectsContinue && parser.isReadingBody && !parser.hasBodyBytes)
        #expect(parser.feed([0x41].span) == .needMore)
        #expect(parser.hasBodyBytes)
    }

    /// For the answer to a refusal: the fields before the place, the same however the bytes are cut.
    @Test(arguments: Cutting.allCases)
    func aRefusedHeadLeavesWhatWasBefore(_ cutting: Cutting) throws {
        let head = "HEAD /a?b HTTP/1.0\r\nOrigin: https://a.example\r\n"
        for bad in ["A b\r\nOrigin: x\r\n", " fold\r\n", "A: \0", "A:" + long] {
            let request = try #require(partial(head + bad + "\r\n", cutting))
            #expect(request.method == .head && request.path == "/a" && request.query == "b")
            #expect(request.isHTTP10 && request.values(.origin) == ["https://a.example"])
            #expect(request.headerFields.count == 1 && request.body.isEmpty)
        }
        let contradictory = try #require(
            partial("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nOrigin: c\r\n\r\n", cutting))
        #expect(contradictory[.origin] == "c" && contradictory.authority == nil)
        // Not yet refused, but late.
        #expect(partial("GET /late HTTP/1.1\r\nOrigin: c\r\nX", cutting)?[.origin] == "c")
        for nothing in ["", "GET /late HTTP/1.1", "GET / HTTP/3.0\r\nOrigin: c\r\n\r\n"] {
            #expect(partial(nothing, cutting) == nil)
        }
    }

    private let long = String(repeating: "a", count: 17_000)

    private func partial(_ text: String, _ cutting: Cutting) -> Request? {
        var parser = RequestParser()
        let bytes = Array(text.utf8)
        let size = min(cutting.size, max(1, bytes.count))
        for start in stride(from: 0, to: bytes.count, by: size) {
            _ = parser.feed(bytes[start..<min(bytes.count, start + size)].span)
        }
        return parser.partialRequest(remoteAddress: "192.0.2.1")
    }
}
