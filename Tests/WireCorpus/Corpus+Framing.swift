internal import HTTPWire

extension Corpus {
    private static let post = "POST / HTTP/1.1\r\n\(h)"
    private static let smuggled = "GET /smuggled HTTP/1.1\r\n\(h)\r\n"

    /// One Content-Length of digits alone (RFC 9112 §6.2, RFC 9110 §8.6).
    static let contentLength: [Row] = [
        .accepted(
            "RFC 9112 §6.2", "\(post)Content-Length: 5\r\n\r\nhello",
            Understood("POST / h", body: "hello")),
        .accepted("RFC 9112 §6.2", "\(post)Content-Length: 0\r\n\r\n", Understood("POST / h")),
        .accepted(
            "RFC 9110 §8.6", "\(post)Content-Length: 005\r\n\r\nhello",
            Understood("POST / h", body: "hello")),
        .accepted("RFC 9112 §6.3", "\(post)\r\n", Understood("POST / h")),
        .accepted(
            "RFC 9110 §9.3.1", "GET / HTTP/1.1\r\n\(h)Content-Length: 2\r\n\r\nhi",
            Understood("GET / h", body: "hi")),
        .accepted(
            "RFC 9112 §6.3", "\(post)Content-Length: 2\r\n\r\nhi\(smuggled)",
            Understood("POST / h", body: "hi"), Understood("GET /smuggled h")),
        .accepted(
            "RFC 9112 §6.2", "POST / HTTP/1.0\r\n\(h)Content-Length: 2\r\n\r\nhi",
            Understood("POST / h", body: "hi", keepsAlive: false)),
        .refused("RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length:\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: +5\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: -5\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: -0\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 0x5\r\n\r\n"),
        .refused("RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: a\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 5.0\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 1e1\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 5 5\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 5;\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: \"5\"\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: \u{b2}\r\n\r\n"),
        // The list of equal values that §8.6 lets a recipient repair: refused, as two may differ.
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength, "\(post)Content-Length: 5, 5\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength,
            "\(post)Content-Length: 9223372036854775808\r\n\r\n"),
        .refused(
            "RFC 9110 §8.6", 400, .malformedContentLength,
            "\(post)Content-Length: 18446744073709551621\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .repeatedContentLength,
            "\(post)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        .refused(
            "RFC 9112 §6.3", 400, .repeatedContentLength,
            "\(post)Content-Length: 5\r\ncontent-length: 6\r\n\r\nhello"),
    ]

    /// `chunked`, alone, on HTTP/1.1 (RFC 9112 §6.1).
    static let transferEncoding: [Row] = [
        .accepted(
            "RFC 9112 §7", "\(post)Transfer-Encoding: cHuNkEd\r\n\r\n0\r\n\r\n",
            Understood("POST / h")),
        .refused(
            "RFC 9112 §6.3", 400, .conflictingFraming,
            "\(post)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(smuggled)"),
        .refused(
            "RFC 9112 §6.3", 400, .conflictingFraming,
            "\(post)Transfer-Encoding: chunked\r\nContent-Length: x\r\n\r\n0\r\n\r\n"),
        .refused(
            "RFC 9112 §6.1", 400, .conflictingFraming,
            "POST / HTTP/1.0\r\n\(h)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        .refused(
            "RFC 9112 §5.1", 400, .malformedFieldLine,
            "\(post)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        .refused(
            "RFC 9112 §5.2", 400, .obsoleteLineFolding,
            "\(post)Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        .refused(
            "RFC 9112 §7", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"),
        .refused(
            "RFC 9112 §6.1", 400, .malformedTransferEncoding, "\(post)Transfer-Encoding:\r\n\r\n"),
        .refused(
            "RFC 9112 §6.1", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked,\r\n\r\n"),
        .refused(
            "RFC 9112 §6.1", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: ,chunked\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked, gzip\r\n\r\n"),
        .refused(
            "RFC 9112 §7", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked, chunked\r\n\r\n"),
        .refused(
            "RFC 9112 §7", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: \"chunked\"\r\n\r\n"),
        .refused(
            "RFC 9112 §7", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: chunked;a=b\r\n\r\n"),
        .refused(
            "RFC 9112 §7", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: \u{a0}chunked\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: xchunked\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: identity\r\n\r\n"),
        .refused(
            "RFC 9112 §6.3", 400, .malformedTransferEncoding,
            "\(post)Transfer-Encoding: gzip\r\n\r\n"),
        .refused(
            "RFC 9112 §6.1", 501, .unsupportedTransferCoding,
            "\(post)Transfer-Encoding: gzip, chunked\r\n\r\n"),
    ]
}
