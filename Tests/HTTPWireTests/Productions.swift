import WireCorpus

/// A place in a request where the grammar says which bytes may stand.
struct Production: Sendable, CustomStringConvertible {
    let name: String
    let before: String
    let after: String
    let allowed: Set<UInt8>
    /// What a request with that byte means, given the byte as ISO-8859-1; nil where the request
    /// isn't complete or its meaning isn't the point.
    var meaning: (@Sendable (String) -> Understood)?

    var description: String { name }

    init(
        _ name: String, _ before: String, _ after: String, _ allowed: Set<UInt8>,
        meaning: (@Sendable (String) -> Understood)? = nil
    ) {
        self.name = name
        self.before = before
        self.after = after
        self.allowed = allowed
        self.meaning = meaning
    }

    static let all = requestLine + version + target + fields + host + framing + chunks + trailers
}

private let rest = " HTTP/1.1\r\nHost: h\r\n\r\n"
private let head = "GET / HTTP/1.1\r\nHost: h\r\n"
private let get = "GET / HTTP/1.1\r\n"

extension Production {
    private static let requestLine: [Production] = [
        Production("method, first", "", "ET /\(rest)", Grammar.token),
        Production("method", "G", "T /\(rest)", Grammar.token) { Understood("G\($0)T / h") },
        Production("SP before target", "GET", "/\(rest)", Grammar.only(" ")),
        Production("SP before version", "GET /", "HTTP/1.1\r\nHost: h\r\n\r\n", Grammar.only(" ")),
        Production("CR of request line", "GET / HTTP/1.1", "\nHost: h\r\n\r\n", [0x0D]),
        Production("LF of request line", "GET / HTTP/1.1\r", "Host: h\r\n\r\n", [0x0A]),
    ]

    /// `HTTP/1.0` is good too, every other digit is 505.
    private static let version: [Production] = Array("HTTP/1.1".utf8).indices.map { index in
        let text = "HTTP/1.1"
        let place = text.utf8.index(text.utf8.startIndex, offsetBy: index)
        let own = String(text[place...].prefix(1))
        return Production(
            "HTTP-version, byte \(index)", "GET / \(text[..<place])",
            "\(text[place...].dropFirst())\r\nHost: h\r\n\r\n",
            Grammar.only(index == 7 ? "01" : own))
    }

    private static let target: [Production] = [
        Production("target, first", "OPTIONS ", rest, Grammar.only("*/")),
        // `?` begins the query.
        Production("path", "GET /a", "b\(rest)", Grammar.pathCharacter.union("/?".utf8)),
        // RFC 3986 §3.4 and beside it what browsers leave unescaped: all that is visible but `#`.
        Production("query", "GET /a?b", "c\(rest)", Grammar.visible.subtracting("#".utf8)) {
            Understood("GET /a?b\($0)c h")
        },
        // %20, %40 and %60 are the only ones that spell neither a control, nor an unreserved
        // character, nor half a UTF-8 sequence.
        Production("pct-encoded, first", "GET /%", "0\(rest)", Grammar.only("246")),
        // Not `-`, `.` and `/`.
        Production(
            "pct-encoded, second", "GET /%2", rest, Grammar.hexDigit.subtracting("DEFdef".utf8)),
        Production("scheme", "GET htt", "://a/\(rest)", Grammar.only("pP")),
        Production("scheme's colon", "GET http", "//a/\(rest)", Grammar.only(":")),
        Production("scheme's slash", "GET http:/", "a/\(rest)", Grammar.only("/")),
        Production(
            "authority", "GET http://a", "b/\(rest)", Grammar.hostName.union("/?".utf8)),
    ]

    private static let fields: [Production] = [
        Production("field-name, first", head, "A: b\r\n\r\n", Grammar.token),
        // A colon ends the name.
        Production("field-name", "\(head)A", "B: c\r\n\r\n", Grammar.token.union(":".utf8)),
        Production("before the colon", "\(head)A", ": b\r\n\r\n", Grammar.token.union(":".utf8)),
        Production("after the colon", "\(head)A:", "b\r\n\r\n", Grammar.fieldValue),
        Production("field-value", "\(head)A: b", "c\r\n\r\n", Grammar.fieldValue) {
            Understood("GET / h", fields: ["A: b\($0)c"])
        },
        Production("field-value, last", "\(head)A: b", "\r\n\r\n", Grammar.fieldValue),
        Production("CR of a field line", "\(head)A: b", "\n\r\n", [0x0D]),
        Production("LF of a field line", "\(head)A: b\r", "\r\n", [0x0A]),
        Production("CR of the empty line", head, "\n", [0x0D]),
        Production("LF of the empty line", "\(head)\r", "", [0x0A]),
    ]

    private static let host: [Production] = [
        Production(
            "before Host's value", "\(get)Host:", "a\r\n\r\n", Grammar.hostName.union(Grammar.space)
        ),
        Production("reg-name", "\(get)Host: a", "b\r\n\r\n", Grammar.hostName),
        Production("port", "\(get)Host: a:8", "\r\n\r\n", Grammar.digit.union(Grammar.space)),
        Production("IPv6address", "\(get)Host: [::", "]\r\n\r\n", Grammar.hexDigit),
        Production("end of IP-literal", "\(get)Host: [::1", "\r\n\r\n", Grammar.only("]")),
    ]

    private static let framing: [Production] = [
        Production("Content-Length, first", "\(head)Content-Length: ", "\r\n\r\n", Grammar.digit),
        Production(
            "Content-Length, last", "\(head)Content-Length: 1", "\r\n\r\n",
            Grammar.digit.union(Grammar.space)),
        Production("body by its length", "\(head)Content-Length: 1\r\n\r\n", "", Grammar.anything),
        Production("chunked", "\(head)Transfer-Encoding: chunke", "\r\n\r\n", Grammar.only("dD")),
        Production(
            "before chunked", "\(head)Transfer-Encoding:", "chunked\r\n\r\n", Grammar.space),
        Production(
            "after chunked", "\(head)Transfer-Encoding: chunked", "\r\n\r\n", Grammar.space),
        // Another name is another field; a second colon makes a coding that is no token.
        Production(
            "before Transfer-Encoding's colon", "\(head)Transfer-Encoding", ": chunked\r\n\r\n",
            Grammar.token),
        Production("100-continue", "\(head)Expect: 100-continu", "\r\n\r\n", Grammar.only("eE")),
    ]

    private static let chunked = "\(head)Transfer-Encoding: chunked\r\n\r\n"

    private static let chunks: [Production] = [
        Production("chunk-size, first", chunked, "", Grammar.hexDigit),
        Production("after chunk-size", "\(chunked)5", "", Grammar.hexDigit.union(";\r".utf8)),
        Production("LF of chunk-size", "\(chunked)5\r", "", [0x0A]),
        Production("chunk-ext-name, first", "\(chunked)5;", "", Grammar.token),
        Production("chunk-ext-name", "\(chunked)5;a", "", Grammar.token.union("=;\r".utf8)),
        Production("chunk-ext-val, first", "\(chunked)5;a=", "", Grammar.token.union("\"".utf8)),
        Production("chunk-ext-val", "\(chunked)5;a=b", "", Grammar.token.union(";\r".utf8)),
        // qdtext, the backslash and the quote together are what a value is made of.
        Production("quoted-string", "\(chunked)5;a=\"", "", Grammar.fieldValue),
        Production("quoted-pair", "\(chunked)5;a=\"\\", "", Grammar.fieldValue),
        Production("after quoted-string", "\(chunked)5;a=\"b\"", "", Grammar.only(";\r")),
        Production("chunk-data", "\(chunked)1\r\n", "\r\n0\r\n\r\n", Grammar.anything),
        Production("CR of chunk-data", "\(chunked)1\r\nx", "", [0x0D]),
        Production("LF of chunk-data", "\(chunked)1\r\nx\r", "", [0x0A]),
    ]

    private static let trailers: [Production] = [
        Production("trailer name, first", "\(chunked)0\r\n", "A: b\r\n\r\n", Grammar.token),
        Production(
            "trailer name", "\(chunked)0\r\nA", "B: c\r\n\r\n", Grammar.token.union(":".utf8)),
        Production("trailer value", "\(chunked)0\r\nA: b", "c\r\n\r\n", Grammar.fieldValue),
        Production("CR of a trailer", "\(chunked)0\r\nA: b", "\n\r\n", [0x0D]),
        Production("LF of a trailer", "\(chunked)0\r\nA: b\r", "\r\n", [0x0A]),
        Production("CR of the last line", "\(chunked)0\r\n", "\n", [0x0D]),
        Production("LF of the last line", "\(chunked)0\r\n\r", "", [0x0A]),
    ]
}
