/// Raw requests by verdict. The parser is fed each of them whole, in pieces and glued to others; a
/// listening server gets each of them over a socket.
package enum Corpus {
    package static let rows =
        requestLine + target + aliases + lines + fields + host + contentLength + transferEncoding
        + chunks + trailers + sizes + semantics

    /// A request that is good for itself, to stand before or behind a row.
    package static let plain = "POST /plain HTTP/1.1\r\n\(h)Content-Length: 3\r\n\r\nabc".latin1
    package static let plainUnderstood = Understood("POST /plain h", body: "abc")

    static let h = "Host: h\r\n"
}
