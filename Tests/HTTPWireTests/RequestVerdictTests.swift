import HTTPTypes
import HTTPWire
import Testing

private let host = "Host: api.example.com\r\n"

/// Raw requests that must be refused, and why.
private let refused: [(String, Refusal)] = [
    // Request line
    ("GET /\r\n\(host)\r\n", .malformedRequestLine),
    ("GET  / HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("GET /a b HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    (" GET / HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("G@T / HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("GET / http/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("GET / HTTP/1.1 \r\n\(host)\r\n", .malformedRequestLine),
    ("GET / HTTP/11\r\n\(host)\r\n", .malformedRequestLine),
    ("GET / HTTP/1.1\n\(host)\r\n", .malformedRequestLine),
    ("GET / HTTP/1.1\rX\r\n\(host)\r\n", .malformedRequestLine),
    ("GET\t/ HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("\nGET / HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("GET /\0 HTTP/1.1\r\n\(host)\r\n", .malformedRequestLine),
    ("GET / HTTP/2.0\r\n\(host)\r\n", .unsupportedVersion),
    ("GET / HTTP/0.9\r\n\(host)\r\n", .unsupportedVersion),
    ("GET / HTTP/1.2\r\n\(host)\r\n", .unsupportedVersion),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
    // Target
    ("GET * HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET health HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("CONNECT api.example.com:443 HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET ftp://api.example.com/ HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET http:// HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET http://user@api.example.com/ HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /#top HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /?a#top HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /\u{e9} HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /a\\b HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /% HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /%4 HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /%zz HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /protected%00 HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /%0d%0a HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /%ff HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    ("GET /%c0%af HTTP/1.1\r\n\(host)\r\n", .malformedTarget),
    // Aliases of a path
    ("GET //protected HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /a//b HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /protected// HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /./protected HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /x/../protected HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /.. HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /%2e%2e/protected HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /protected%2f HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /protected%5C HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    ("GET /%70rotected HTTP/1.1\r\n\(host)\r\n", .ambiguousPath),
    // Fields
    ("GET / HTTP/1.1\r\n\(host)A : b\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host): b\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A(: b\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\0c\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\u{7f}\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\rc\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\nC: d\r\n\r\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\r\n\n", .malformedFieldLine),
    ("GET / HTTP/1.1\r\n\(host)A: b\r\n c\r\n\r\n", .obsoleteLineFolding),
    ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .obsoleteLineFolding),
    // Host
    ("GET / HTTP/1.1\r\n\r\n", .missingHost),
    ("GET http://api.example.com/ HTTP/1.1\r\n\r\n", .missingHost),
    ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", .repeatedHost),
    ("GET / HTTP/1.1\r\nHost:\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", .malformedHost),
    ("GET / HTTP/1.1\r\nHost: []\r\n\r\n", .malformedHost),
    // Framing
    ("POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n", .malformedContentLength),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: +5\r\n\r\n", .malformedContentLength),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: -5\r\n\r\n", .malformedContentLength),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: 0x5\r\n\r\n", .malformedContentLength),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: 5, 5\r\n\r\n", .malformedContentLength),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: 5 5\r\n\r\n", .malformedContentLength),
    (
        "POST / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999\r\n\r\n",
        .malformedContentLength
    ),
    (
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        .repeatedContentLength
    ),
    (
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        .conflictingFraming
    ),
    ("POST / HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n", .conflictingFraming),
    (
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        .malformedTransferEncoding
    ),
    ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding:\r\n\r\n", .malformedTransferEncoding),
    ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked,\r\n\r\n", .malformedTransferEncoding),
    (
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked, gzip\r\n\r\n",
        .malformedTransferEncoding
    ),
    (
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: \"chunked\"\r\n\r\n",
        .malformedTransferEncoding
    ),
    (
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n",
        .unsupportedTransferCoding
    ),
    ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n", .unsupportedTransferCoding),
    (
        "POST / HTTP/1.1\r\n\(host)Expect: 200-ok\r\nContent-Length: 1\r\n\r\n",
        .unsupportedExpectation
    ),
]

/// Raw bytes that are one or more good requests.
private let accepted: [(String, [String])] = [
    ("GET / HTTP/1.1\r\n\(host)\r\n", ["GET / "]),
    ("\r\nGET / HTTP/1.1\r\n\(host)\r\n", ["GET / "]),
    ("GET / HTTP/1.0\r\n\r\n", ["GET / "]),
    ("FROBNICATE /a HTTP/1.1\r\n\(host)\r\n", ["FROBNICATE /a "]),
    ("GET /a/?x=[1]&y={2}|3 HTTP/1.1\r\n\(host)\r\n", ["GET /a/ "]),
    ("GET http://api.example.com HTTP/1.1\r\n\(host)\r\n", ["GET / "]),
    ("GET HTTPS://[::1]:8080/x HTTP/1.1\r\n\(host)\r\n", ["GET /x "]),
    ("OPTIONS * HTTP/1.1\r\n\(host)\r\n", ["OPTIONS * "]),
    ("GET /caf%C3%A9/%7Ea HTTP/1.1\r\n\(host)\r\n", ["GET /café/~a "]),
    ("GET /protected;x HTTP/1.1\r\n\(host)\r\n", ["GET /protected;x "]),
    ("GET /.well-known/a..b/... HTTP/1.1\r\n\(host)\r\n", ["GET /.well-known/a..b/... "]),
    ("GET / HTTP/1.1\r\nhOsT:\t[2001:db8::1]:80 \r\n\r\n", ["GET / "]),
    ("GET / HTTP/1.1\r\n\(host)Empty:\r\nTab: a\tb\u{e9}\r\n\r\n", ["GET / "]),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", ["POST / hello"]),
    ("POST / HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n", ["POST / "]),
    (
        "POST /a HTTP/1.1\r\n\(host)Content-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\n\(host)\r\n",
        ["POST /a hi", "GET /b "]
    ),
    (
        "POST /a HTTP/1.1\r\n\(host)Transfer-Encoding: Chunked\r\n\r\n"
            + "5;a=b;c=\"d\\\"\"\r\nhello\r\n06\r\n world\r\n000\r\nTrailer: x\r\n\r\n"
            + "GET /b HTTP/1.1\r\n\(host)\r\n",
        ["POST /a hello world", "GET /b "]
    ),
    (
        "POST / HTTP/1.1\r\n\(host)Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
        ["POST / x"]
    ),
]

@Suite struct RequestVerdictTests {
    @Test(arguments: refused.indices, Cutting.allCases)
    func isRefused(_ index: Int, _ cutting: Cutting) {
        let (text, refusal) = refused[index]
        #expect(verdict(text, cutting) == .refused(refusal), "\(text.debugDescription)")
    }

    @Test(arguments: refused.indices, Cutting.allCases)
    func isRefusedBehindAGoodRequest(_ index: Int, _ cutting: Cutting) {
        let (text, refusal) = refused[index]
        // The one empty line before a request has been used up by then, or hasn't: both refuse.
        let glued = "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabc" + text
        #expect(verdict(glued, cutting) == .refused(refusal), "\(text.debugDescription)")
    }

    @Test(arguments: accepted.indices, Cutting.allCases)
    func isAccepted(_ index: Int, _ cutting: Cutting) {
        let (text, requests) = accepted[index]
        #expect(verdict(text, cutting) == .accepted(requests), "\(text.debugDescription)")
        let twice = verdict(text + text, cutting)
        #expect(twice == .accepted(requests + requests), "\(text.debugDescription)")
    }

    @Test(arguments: accepted.indices)
    func everyBeginningNeedsMore(_ index: Int) {
        let bytes = Array(accepted[index].0.utf8)
        for length in 1..<bytes.count {
            let outcome = verdict(Array(bytes[..<length]), .whole)
            if case .refused(let refusal) = outcome {
                Issue.record("\(refusal) after \(length) bytes of \(accepted[index].0)")
            }
        }
    }
}
