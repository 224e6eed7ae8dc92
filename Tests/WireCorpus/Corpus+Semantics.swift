internal import HTTPWire

extension Corpus {
    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }
    private static let limits = Limits()
    private static let get = "GET / HTTP/1.1\r\n\(h)"
    private static let chunked = "POST / HTTP/1.1\r\n\(h)Transfer-Encoding: chunked\r\n\r\n"

    /// What is too much, each one byte beyond the limit.
    static let sizes: [Row] = [
        .refused(
            "RFC 9110 §15.5.15", 414, .requestLineTooLong,
            "GET /\(long(limits.requestLine - 13)) HTTP/1.1\r\n\(h)\r\n"),
        .refused("RFC 9112 §3", 414, .requestLineTooLong, long(limits.requestLine + 1)),
        .refused(
            "RFC 6585 §5", 431, .fieldLineTooLong,
            "\(get)A: \(long(limits.fieldLine - 2))\r\n\r\n"),
        .refused(
            "RFC 6585 §5", 431, .headerSectionTooLarge,
            "\(get)\(String(repeating: "A: \(long(8000))\r\n", count: 9))\r\n"),
        .refused(
            "RFC 6585 §5", 431, .tooManyFields,
            "\(get)\(String(repeating: "A: b\r\n", count: limits.fieldCount))\r\n"),
        .refused(
            "RFC 9110 §15.5.14", 413, .bodyTooLarge,
            "POST / HTTP/1.1\r\n\(h)Content-Length: \(limits.body + 1)\r\n\r\n"),
        .refused(
            "RFC 9110 §10.1.1", 413, .bodyTooLarge,
            "POST / HTTP/1.1\r\n\(h)Expect: 100-continue\r\n"
                + "Content-Length: 9223372036854775807\r\n\r\n"),
        .refused("RFC 9110 §15.5.14", 413, .bodyTooLarge, "\(chunked)7FFFFFFFFFFFFFFF\r\n"),
        .refused(
            "RFC 9110 §15.5.14", 413, .bodyTooLarge,
            "\(chunked)\(String(limits.body, radix: 16))\r\n\(long(limits.body))\r\n1\r\n"),
        .refused(
            "RFC 9112 §7.1.1", 400, .chunkExtensionsTooLarge,
            "\(chunked)1;\(long(limits.chunkExtensions))\r\nx\r\n0\r\n\r\n"),
        .refused(
            "RFC 9112 §7.1.2", 400, .trailersTooLarge,
            "\(chunked)0\r\nA: \(long(limits.trailers))\r\n\r\n"),
    ]

    /// Connection, Expect and what follows from the version.
    static let semantics: [Row] = [
        .accepted(
            "RFC 9112 §9.3", "\(get)Connection: close\r\n\r\n",
            Understood("GET / h", fields: ["Connection: close"], keepsAlive: false)),
        .accepted(
            "RFC 9110 §7.6.1", "\(get)Connection: Upgrade , CLOSE\r\n\r\n",
            Understood("GET / h", fields: ["Connection: Upgrade , CLOSE"], keepsAlive: false)),
        .accepted(
            "RFC 9112 §9.3", "GET / HTTP/1.0\r\n\(h)Connection: Keep-Alive\r\n\r\n",
            Understood("GET / h", fields: ["Connection: Keep-Alive"])),
        .accepted(
            "RFC 9112 §9.3",
            "GET / HTTP/1.0\r\n\(h)Connection: keep-alive\r\nConnection: close\r\n\r\n",
            Understood(
                "GET / h", fields: ["Connection: keep-alive", "Connection: close"],
                keepsAlive: false)),
        .accepted(
            "RFC 9110 §7.6.1", "\(get)Connection: closed, xclose\r\n\r\n",
            Understood("GET / h", fields: ["Connection: closed, xclose"])),
        .accepted(
            "RFC 9110 §7.8", "\(get)Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
            Understood("GET / h", fields: ["Connection: upgrade", "Upgrade: h2c"])),
        .accepted(
            "RFC 9110 §10.1.1",
            "POST / HTTP/1.1\r\n\(h)Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
            Understood("POST / h", fields: ["Expect: 100-Continue"], body: "x")),
        .accepted(
            "RFC 9110 §10.1.1", "POST / HTTP/1.0\r\n\(h)Expect: anything\r\n\r\n",
            Understood("POST / h", fields: ["Expect: anything"], keepsAlive: false)),
        .refused(
            "RFC 9110 §10.1.1", 417, .unsupportedExpectation, "\(get)Expect: 200-ok\r\n\r\n"),
        .refused(
            "RFC 9110 §10.1.1", 417, .unsupportedExpectation,
            "\(get)Expect: 100-continue\r\nExpect: more\r\n\r\n"),
        .refused("RFC 9110 §10.1.1", 417, .unsupportedExpectation, "\(get)Expect:\r\n\r\n"),
        .accepted(
            "RFC 9110 §5.3",
            "POST / HTTP/1.1\r\n\(h)Expect: , 100-continue,, 100-Continue\r\nContent-Length: 1\r\n\r\nx",
            Understood(
                "POST / h", fields: ["Expect: , 100-continue,, 100-Continue"], body: "x")),
        .refused(
            "RFC 9110 §10.1.1", 417, .unsupportedExpectation,
            "\(get)Expect: 100-continue, more\r\n\r\n"),
    ]
}
