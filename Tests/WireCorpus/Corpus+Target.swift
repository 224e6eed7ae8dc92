internal import HTTPWire

extension Corpus {
    /// The four forms of a target (RFC 9112 §3.2).
    static let target: [Row] = [
        .accepted(
            "RFC 9112 §3.2.1", "GET /a?b=%20c HTTP/1.1\r\n\(h)\r\n", Understood("GET /a?b=%20c h")),
        .accepted("RFC 9112 §3.2.1", "GET /? HTTP/1.1\r\n\(h)\r\n", Understood("GET /? h")),
        .accepted(
            "RFC 3986 §3.4", "GET /a?/../?//%2e HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /a?/../?//%2e h")),
        // Browsers leave these unescaped in queries, RFC 3986 or not.
        .accepted(
            "RFC 3986 §3.4", "GET /a/?x=[1]&y={2}|3 HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /a/?x=[1]&y={2}|3 h")),
        .accepted(
            "RFC 3986 §3.3", "GET /-._~!$&'()*+,;=:@ HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /-._~!$&'()*+,;=:@ h")),
        .refused("RFC 9112 §3.2.1", 400, .malformedTarget, "GET a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.1", 400, .malformedTarget, "GET ?a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2", 400, .malformedTarget, "GET /#top HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2", 400, .malformedTarget, "GET /?a#top HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2", 400, .malformedTarget, "GET /\u{e9} HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2", 400, .malformedTarget, "GET /?\u{e9} HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2", 400, .malformedTarget, "GET /a\\b HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2", 400, .malformedTarget, "GET /\"a\" HTTP/1.1\r\n\(h)\r\n"),
        // Absolute form; it outranks Host, which must stand there nonetheless.
        .accepted(
            "RFC 9112 §3.2.2", "GET http://right:81/x?y HTTP/1.1\r\nHost: wrong\r\n\r\n",
            Understood("GET /x?y right:81")),
        .accepted(
            "RFC 9112 §3.2.2", "GET HTTPS://[::1]:8080/x HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /x [::1]:8080")),
        .accepted("RFC 9110 §4.2.3", "GET http://a HTTP/1.1\r\n\(h)\r\n", Understood("GET / a")),
        .accepted("RFC 3986 §4.3", "GET http://a?b HTTP/1.1\r\n\(h)\r\n", Understood("GET /?b a")),
        .refused("RFC 9112 §3.2.2", 400, .missingHost, "GET http://a/ HTTP/1.1\r\n\r\n"),
        .refused("RFC 9112 §3.2.2", 400, .malformedTarget, "GET http:/a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.2", 400, .malformedTarget, "GET ftp://a/ HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §4.2.1", 400, .malformedTarget, "GET http:// HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §4.2.1", 400, .malformedTarget, "GET http:///a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §4.2.1", 400, .malformedTarget, "GET http://:80/ HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9110 §4.2.4", 400, .malformedTarget, "GET http://u@a/ HTTP/1.1\r\n\(h)\r\n"),
        // Authority form: for CONNECT alone, and no tunnels are made.
        .refused("RFC 9110 §9.3.6", 501, .unsupportedConnect, "CONNECT a:443 HTTP/1.1\r\n\(h)\r\n"),
        .refused(
            "RFC 9110 §9.3.6", 501, .unsupportedConnect, "CONNECT [::1]:443 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.3", 400, .malformedTarget, "CONNECT a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.3", 400, .malformedTarget, "CONNECT a: HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.3", 400, .malformedTarget, "CONNECT / HTTP/1.1\r\n\(h)\r\n"),
        .refused(
            "RFC 9112 §3.2.3", 400, .malformedTarget, "CONNECT http://a:80/ HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.3", 400, .malformedTarget, "GET a:443 HTTP/1.1\r\n\(h)\r\n"),
        // Asterisk form: for OPTIONS alone.
        .accepted("RFC 9112 §3.2.4", "OPTIONS * HTTP/1.1\r\n\(h)\r\n", Understood("OPTIONS * h")),
        .refused("RFC 9112 §3.2.4", 400, .malformedTarget, "GET * HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3.2.4", 400, .malformedTarget, "OPTIONS ** HTTP/1.1\r\n\(h)\r\n"),
    ]

    /// Percent-decoding once, and no second spelling of a path (RFC 3986 §6.2.2).
    static let aliases: [Row] = [
        .accepted(
            "RFC 3986 §2.1", "GET /a%20b%7E%40/%C3%A9 HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /a b~@/\u{e9} h")),
        .accepted("RFC 3986 §2.4", "GET /%2541 HTTP/1.1\r\n\(h)\r\n", Understood("GET /%41 h")),
        .accepted("RFC 3986 §3.3", "GET /a/ HTTP/1.1\r\n\(h)\r\n", Understood("GET /a/ h")),
        .accepted(
            "RFC 3986 §3.3", "GET /.well-known/a..b/... HTTP/1.1\r\n\(h)\r\n",
            Understood("GET /.well-known/a..b/... h")),
        .refused("RFC 3986 §2.1", 400, .malformedTarget, "GET /% HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2.1", 400, .malformedTarget, "GET /%4 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2.1", 400, .malformedTarget, "GET /%zz HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2.1", 400, .malformedTarget, "GET /%4%31 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §7.3", 400, .malformedTarget, "GET /a%00 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §7.3", 400, .malformedTarget, "GET /%0d%0aA:b HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §7.3", 400, .malformedTarget, "GET /%7f HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3629 §3", 400, .malformedTarget, "GET /%ff HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3629 §3", 400, .malformedTarget, "GET /%c0%af HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3629 §3", 400, .malformedTarget, "GET /%ed%a0%80 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.2", 400, .ambiguousPath, "GET /%61 HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §2.2", 400, .ambiguousPath, "GET /a%2fb HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §7.3", 400, .ambiguousPath, "GET /a%5Cb HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /./a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /x/../a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /.. HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /a/. HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /%2e%2e/a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §6.2.2.3", 400, .ambiguousPath, "GET /.%2E/a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §3.3", 400, .ambiguousPath, "GET //a HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §3.3", 400, .ambiguousPath, "GET /a//b HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §3.3", 400, .ambiguousPath, "GET /a// HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 3986 §3.3", 400, .ambiguousPath, "GET http://a//b HTTP/1.1\r\n\(h)\r\n"),
    ]
}
