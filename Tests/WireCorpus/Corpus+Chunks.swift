internal import HTTPWire

extension Corpus {
    private static let head = "POST / HTTP/1.1\r\n\(h)Transfer-Encoding: chunked\r\n\r\n"
    private static let next = "GET /next HTTP/1.1\r\n\(h)\r\n"

    private static func malformed(_ clause: String, _ body: String) -> Row {
        .refused(clause, 400, .malformedChunk, head + body)
    }

    /// The chunked coding (RFC 9112 §7.1).
    static let chunks: [Row] = [
        .accepted(
            "RFC 9112 §7.1", "\(head)5\r\nhello\r\n06\r\n world\r\n000\r\n\r\n\(next)",
            Understood("POST / h", body: "hello world"), Understood("GET /next h")),
        .accepted(
            "RFC 9112 §7.1", "\(head)a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n",
            Understood("POST / h", body: "01234567890123456789")),
        .accepted(
            "RFC 9112 §7.1.1", "\(head)2;a;b=c;d=\"e \\\" \u{e9};\"\r\nhi\r\n0;z\r\n\r\n",
            Understood("POST / h", body: "hi")),
        malformed("RFC 9112 §7.1", "\r\n"),
        malformed("RFC 9112 §7.1", "x\r\n"),
        malformed("RFC 9112 §7.1", "0x5\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "+5\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "-5\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5_0\r\nhello\r\n"),
        malformed("RFC 9112 §7.1", " 5\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5 \r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\t\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\0\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5,5\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\rhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\r\rhello\r\n"),
        malformed("RFC 9112 §7.1", "5\r\nhello0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\r\nhello\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\r\nhello\rX0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "5\r\nhello!\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "8000000000000000\r\n"),
        malformed("RFC 9112 §7.1", "FFFFFFFFFFFFFFFF\r\n"),
        malformed("RFC 9112 §7.1", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1", "00000000000000000\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a=\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;=a\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a=\"b\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a=\"b\"c\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a\u{1}\r\nhello\r\n0\r\n\r\n"),
        // Stricter than §7.1.1, which has a recipient parse "bad" whitespace here: it is where
        // parsers have disagreed, and no client sends it.
        malformed("RFC 9112 §7.1.1", "5 ;a\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5; a\r\nhello\r\n0\r\n\r\n"),
        malformed("RFC 9112 §7.1.1", "5;a =b\r\nhello\r\n0\r\n\r\n"),
    ]

    private static func badTrailer(_ clause: String, _ lines: String) -> Row {
        .refused(clause, 400, .malformedTrailer, "\(head)0\r\n\(lines)")
    }

    /// Trailers are checked as fields are, and dropped: none becomes a field (RFC 9110 §6.5.1).
    static let trailers: [Row] = [
        .accepted(
            "RFC 9110 §6.5.1",
            "\(head)2\r\nhi\r\n0\r\nAuthorization: Bearer x\r\nHost: other\r\n"
                + "Content-Length: 7\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n\(next)",
            Understood("POST / h", body: "hi"), Understood("GET /next h")),
        .accepted(
            "RFC 9112 §7.1.2", "\(head)0\r\nA:\r\nB: \u{e9}\t \r\n\r\n", Understood("POST / h")),
        badTrailer("RFC 9112 §7.1.2", "A b\r\n\r\n"),
        badTrailer("RFC 9112 §5.1", "A : b\r\n\r\n"),
        badTrailer("RFC 9110 §5.1", ": b\r\n\r\n"),
        badTrailer("RFC 9110 §5.1", "A(: b\r\n\r\n"),
        badTrailer("RFC 9112 §5.2", " A: b\r\n\r\n"),
        badTrailer("RFC 9112 §5.2", "A: b\r\n c\r\n\r\n"),
        badTrailer("RFC 9112 §2.2", "A: b\n\r\n"),
        badTrailer("RFC 9112 §2.2", "A: b\rc\r\n\r\n"),
        badTrailer("RFC 9112 §2.2", "A: b\r\n\n"),
        badTrailer("RFC 9112 §2.2", "\n"),
        badTrailer("RFC 9112 §2.2", "\r\r\n"),
        badTrailer("RFC 9110 §5.5", "A: \0\r\n\r\n"),
    ]
}
