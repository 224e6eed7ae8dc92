import HTTPTypes
import HTTPWire
import Testing

private func bytes(
    _ response: Response, isHead: Bool = false, isHTTP10: Bool = false, keepsAlive: Bool = true
) -> String {
    var output: [UInt8] = []
    ResponseSerializer.append(
        response, .init(isHead: isHead, isHTTP10: isHTTP10, keepsAlive: keepsAlive),
        date: Array("Date: D\r\n".utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
}

@Suite struct ResponseTests {
    @Test func wholeMessage() {
        let response = Response(status: .ok, contentType: "text/plain", body: Array("hi".utf8))
        #expect(
            bytes(response) == "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 2\r\n\r\nhi")
    }

    @Test func headHasTheLengthButNoBody() {
        let response = Response(status: .ok, body: Array(repeating: 0x41, count: 1234))
        #expect(bytes(response, isHead: true).hasSuffix("Content-Length: 1234\r\n\r\n"))
    }

    @Test(arguments: [HTTPResponse.Status.noContent, .notModified])
    func noBodyAndNoLength(_ status: HTTPResponse.Status) {
        let text = bytes(Response(status: status, body: [0x41]))
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    /// RFC 9110 §15.3.6.
    @Test func resetContentHasALengthOfNothing() {
        let text = bytes(Response(status: .resetContent, body: [0x41]))
        #expect(text.hasSuffix("Content-Length: 0\r\n\r\n"))
    }

    /// What HTTP/2 calls a name is no token, and `: x` is what a splitter would want.
    @Test func pseudoFieldIsNoField() throws {
        let name = try #require(HTTPField.Name(parsed: ":status"))
        var response = Response(status: .ok)
        response[name] = "500"
        response.appendMissing(FieldBlock([(name, "500")]))
        #expect(bytes(response) == "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 0\r\n\r\n")
        for bad in ["", "a b", "a:", "a\r\nb", "\u{e9}"] { #expect(HTTPField.Name(bad) == nil) }
    }

    @Test func noReasonSplitsAResponse() {
        let text = bytes(Response(status: .init(code: 200, reasonPhrase: "OK\r\nA: b\0")))
        #expect(text.hasPrefix("HTTP/1.1 200 OK  A: b \r\nDate: D\r\n"))
    }

    @Test func connectionIsTheExchanges() {
        var response = Response(status: .ok)
        response[.connection] = "upgrade"
        response[.contentLength] = "77"
        response[.transferEncoding] = "chunked"
        response[.date] = "never"
        let text = bytes(response, keepsAlive: false)
        #expect(text.contains("Connection: close\r\n"))
        for forbidden in ["upgrade", "77", "chunked", "never"] {
            #expect(!text.contains(forbidden))
        }
        #expect(bytes(response, isHTTP10: true).contains("Connection: keep-alive\r\n"))
        #expect(!bytes(response).contains("Connection"))
    }

    @Test(arguments: ["a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "a\u{7f}", "a\u{1b}[31m"])
    func noValueSplitsAResponse(_ value: String) {
        var response = Response(status: .ok)
        response[.location] = value
        response.append(.setCookie, value: value)
        #expect(response[.location] == nil)
        #expect(bytes(response) == "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 0\r\n\r\n")
    }

    @Test func settingReplacesAndAppendingAdds() {
        var response = Response(status: .ok)
        response.append(.vary, value: "Origin")
        response.append(.vary, value: "Accept")
        #expect(response.values(.vary) == ["Origin", "Accept"])
        response[.vary] = "*"
        #expect(response.values(.vary) == ["*"])
        response[.vary] = nil
        #expect(response.headerFields.isEmpty)
    }

    @Test(arguments: [100, 101, 199, 600, 999])
    func statusThatEndsNothingIsAServerError(_ code: Int) {
        let text = bytes(Response(status: .init(code: code)))
        #expect(text.hasPrefix("HTTP/1.1 500 Internal Server Error\r\n"))
    }
}

@Suite struct FieldBlockTests {
    private let block = FieldBlock([
        (.server, "s"), (.vary, "Accept"), (.location, "a\r\nb"), (.contentLength, "9"),
    ])

    @Test func isWrittenAndRead() {
        var response = Response(status: .ok)
        response.appendMissing(block)
        #expect(response[.server] == "s")
        #expect(response[.location] == nil)
        #expect(response.values(.vary) == ["Accept"])
        #expect(
            bytes(response)
                == "HTTP/1.1 200 OK\r\nDate: D\r\nServer: s\r\nVary: Accept\r\nContent-Length: 0\r\n\r\n"
        )
    }

    @Test func whatIsThereStays() {
        var response = Response(status: .ok)
        response[.server] = "own"
        response.appendMissing(block)
        response.appendMissing(block)
        #expect(response.values(.server) == ["own"])
        #expect(response.values(.vary) == ["Accept"])
    }

    @Test func oneFieldCanBeReplaced() {
        var response = Response(status: .ok)
        response.appendMissing(block)
        response[.vary] = "Origin"
        response.append(.vary, value: "Accept")
        #expect(response.values(.vary) == ["Origin", "Accept"])
        #expect(response.values(.server) == ["s"])
        response[.server] = nil
        #expect(response.headerFields.count == 2)
    }
}
