internal import HTTPWire

extension Corpus {
    /// `method SP request-target SP HTTP-version` (RFC 9112 §3).
    static let requestLine: [Row] = [
        .accepted("RFC 9112 §3", "GET / HTTP/1.1\r\n\(h)\r\n", Understood("GET / h")),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET /\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET  / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET /  HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET / HTTP/1.1 \r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, " GET / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET\t/ HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET /\u{b}HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 400, .malformedRequestLine, "GET /a b HTTP/1.1\r\n\(h)\r\n"),
        // The method is a case-sensitive token; which ones exist is the router's business.
        .accepted("RFC 9110 §9.1", "get / HTTP/1.1\r\n\(h)\r\n", Understood("get / h")),
        .accepted(
            "RFC 9110 §9.1", "M-SEARCH /a HTTP/1.1\r\n\(h)\r\n", Understood("M-SEARCH /a h")),
        .accepted(
            "RFC 9110 §5.6.2", "!#$%&'*+-.^_`|~09azAZ / HTTP/1.1\r\n\(h)\r\n",
            Understood("!#$%&'*+-.^_`|~09azAZ / h")),
        .refused("RFC 9110 §5.6.2", 400, .malformedRequestLine, "G@T / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §5.6.2", 400, .malformedRequestLine, "G\u{e9}T / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §5.6.2", 400, .malformedRequestLine, "\"GET\" / HTTP/1.1\r\n\(h)\r\n"),
        // The version's name is case-sensitive, its numbers are one digit each.
        .accepted(
            "RFC 9112 §2.3", "GET / HTTP/1.0\r\n\r\n", Understood("GET / -", keepsAlive: false)),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / http/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTP/1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTP/11\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTP/1.10\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTP/01.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTP/1,1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / HTTPS/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.3", 400, .malformedRequestLine, "GET / ICY/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §15.6.6", 505, .unsupportedVersion, "GET / HTTP/0.9\r\n\(h)\r\n"),
        .refused("RFC 9110 §15.6.6", 505, .unsupportedVersion, "GET / HTTP/2.0\r\n\(h)\r\n"),
        .refused("RFC 9110 §15.6.6", 505, .unsupportedVersion, "GET / HTTP/9.9\r\n\(h)\r\n"),
        // Stricter than §6.2, which would read it as 1.1: nobody has defined it.
        .refused("RFC 9110 §6.2", 505, .unsupportedVersion, "GET / HTTP/1.2\r\n\(h)\r\n"),
        .refused("RFC 9113 §3.4", 505, .unsupportedVersion, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ]

    /// How lines end and what may stand around the head (RFC 9112 §2.2).
    static let lines: [Row] = [
        .accepted("RFC 9112 §2.2", "\r\nGET / HTTP/1.1\r\n\(h)\r\n", Understood("GET / h")),
        .refused(
            "RFC 9112 §2.2", 400, .malformedRequestLine, "\r\n\r\nGET / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "\nGET / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "\rGET / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, " \r\nGET / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GET / HTTP/1.1\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GET / HTTP/1.1\rX\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GET / HTTP/1.1\r\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GE\0T / HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GET /\0 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedRequestLine, "GET /\u{7f} HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\nHost: h\n\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\n\(h)A: b\n\n"),
        .refused("RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\n\(h)A: b\r\n\n"),
        .refused(
            "RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\n\(h)A: b\rc\r\n\r\n"),
        .refused(
            "RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\n\(h)A: b\nC: d\r\n\r\n"),
        .refused("RFC 9112 §2.2", 400, .malformedFieldLine, "GET / HTTP/1.1\r\n\(h)\r\r\n"),
        .refused("RFC 9112 §2.2", 400, .obsoleteLineFolding, "GET / HTTP/1.1\r\n \(h)\r\n"),
        .refused("RFC 9112 §2.2", 400, .obsoleteLineFolding, "GET / HTTP/1.1\r\n\t\r\n\(h)\r\n"),
    ]
}
