internal import HTTPWire

extension Corpus {
    private static let get = "GET / HTTP/1.1\r\n"

    /// `field-name ":" OWS field-value OWS` (RFC 9112 §5).
    static let fields: [Row] = [
        .accepted(
            "RFC 9112 §5", "\(get)\(h)A:b\r\nC: \t d \t\r\nE:\r\n\r\n",
            Understood("GET / h", fields: ["A: b", "C: d", "E: "])),
        .accepted(
            "RFC 9110 §5.1", "\(get)hOsT: h\r\nx-A_1.~: b\r\n\r\n",
            Understood("GET / h", fields: ["x-A_1.~: b"])),
        .accepted(
            "RFC 9110 §5.3", "\(get)\(h)A: b\r\nA: c\r\n\r\n",
            Understood("GET / h", fields: ["A: b", "A: c"])),
        .accepted(
            "RFC 9110 §5.5", "\(get)\(h)A: b\tc: \"d\"\r\n\r\n",
            Understood("GET / h", fields: ["A: b\tc: \"d\""])),
        // obs-text is kept, each byte as one character of ISO-8859-1.
        .accepted(
            "RFC 9110 §5.5", "\(get)\(h)A: \u{80}\u{c3}\u{a9}\u{ff}\r\n\r\n",
            Understood("GET / h", fields: ["A: \u{80}\u{c3}\u{a9}\u{ff}"])),
        .refused("RFC 9112 §5.1", 400, .malformedFieldLine, "\(get)\(h)A : b\r\n\r\n"),
        .refused("RFC 9112 §5.1", 400, .malformedFieldLine, "\(get)\(h)A\t: b\r\n\r\n"),
        .refused("RFC 9112 §5.1", 400, .malformedFieldLine, "\(get)Host : h\r\n\r\n"),
        .refused("RFC 9112 §5", 400, .malformedFieldLine, "\(get)\(h)A\r\n\r\n"),
        .refused("RFC 9110 §5.1", 400, .malformedFieldLine, "\(get)\(h): b\r\n\r\n"),
        .refused("RFC 9110 §5.1", 400, .malformedFieldLine, "\(get)\(h)A(: b\r\n\r\n"),
        .refused("RFC 9110 §5.1", 400, .malformedFieldLine, "\(get)\(h)A B: c\r\n\r\n"),
        .refused("RFC 9110 §5.1", 400, .malformedFieldLine, "\(get)\(h)\u{e9}: b\r\n\r\n"),
        .refused("RFC 9110 §5.5", 400, .malformedFieldLine, "\(get)\(h)A: b\0c\r\n\r\n"),
        .refused("RFC 9110 §5.5", 400, .malformedFieldLine, "\(get)\(h)A: b\u{1}\r\n\r\n"),
        .refused("RFC 9110 §5.5", 400, .malformedFieldLine, "\(get)\(h)A: b\u{7f}\r\n\r\n"),
        .refused("RFC 9112 §5.2", 400, .obsoleteLineFolding, "\(get)\(h)A: b\r\n c\r\n\r\n"),
        .refused("RFC 9112 §5.2", 400, .obsoleteLineFolding, "\(get)\(h)A: b\r\n\tc\r\n\r\n"),
        .refused("RFC 9112 §5.2", 400, .obsoleteLineFolding, "\(get)\(h)A:\r\n \r\n\r\n"),
    ]

    /// Exactly one valid Host (RFC 9112 §3.2, RFC 9110 §7.2, RFC 3986 §3.2.2).
    static let host: [Row] = [
        .accepted(
            "RFC 9112 §3.2", "\(get)Host: a-b.c_d:80\r\n\r\n", Understood("GET / a-b.c_d:80")),
        .accepted("RFC 9110 §4.2.1", "\(get)Host: a:\r\n\r\n", Understood("GET / a:")),
        .accepted(
            "RFC 3986 §3.2.2", "\(get)Host: 127.0.0.1\r\n\r\n", Understood("GET / 127.0.0.1")),
        .accepted(
            "RFC 3986 §3.2.2", "\(get)Host:\t[2001:db8::1]:80 \r\n\r\n",
            Understood("GET / [2001:db8::1]:80")),
        .accepted(
            "RFC 3986 §3.2.2", "\(get)Host: [1:2:3:4:5:6:7:8]\r\n\r\n",
            Understood("GET / [1:2:3:4:5:6:7:8]")),
        .accepted(
            "RFC 3986 §3.2.2", "\(get)Host: [::ffff:192.0.2.1]\r\n\r\n",
            Understood("GET / [::ffff:192.0.2.1]")),
        .accepted("RFC 3986 §3.2.2", "\(get)Host: [::]\r\n\r\n", Understood("GET / [::]")),
        .accepted("RFC 3986 §3.2.2", "\(get)Host: [1::]\r\n\r\n", Understood("GET / [1::]")),
        .accepted(
            "RFC 9112 §3.2", "GET / HTTP/1.0\r\n\(h)\r\n", Understood("GET / h", keepsAlive: false)),
        .refused("RFC 9112 §3.2", 400, .missingHost, "\(get)\r\n"),
        .refused("RFC 9112 §3.2", 400, .missingHost, "\(get)Hosts: h\r\n\r\n"),
        .refused("RFC 9112 §3.2", 400, .repeatedHost, "\(get)\(h)\(h)\r\n"),
        .refused("RFC 9112 §3.2", 400, .repeatedHost, "\(get)\(h)HOST: other\r\n\r\n"),
        .refused("RFC 9112 §3.2", 400, .repeatedHost, "GET / HTTP/1.0\r\n\(h)\(h)\r\n"),
        // Stricter than §3.2, which has an empty one for targets without an authority.
        .refused("RFC 9110 §4.2.1", 400, .malformedHost, "\(get)Host:\r\n\r\n"),
        .refused("RFC 9110 §4.2.1", 400, .malformedHost, "\(get)Host: :80\r\n\r\n"),
        .refused("RFC 9110 §4.2.4", 400, .malformedHost, "\(get)Host: user@a\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: a/b\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: a b\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: a, b\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: http://a\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: a%2e\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: \u{e9}\r\n\r\n"),
        .refused("RFC 3986 §3.2.3", 400, .malformedHost, "\(get)Host: a:b\r\n\r\n"),
        .refused("RFC 3986 §3.2.3", 400, .malformedHost, "\(get)Host: a:-1\r\n\r\n"),
        .refused("RFC 3986 §3.2.3", 400, .malformedHost, "\(get)Host: a:65536\r\n\r\n"),
        .refused("RFC 3986 §3.2.3", 400, .malformedHost, "\(get)Host: a:000080\r\n\r\n"),
        .refused("RFC 3986 §3.2.3", 400, .malformedHost, "\(get)Host: a:80:80\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: ::1\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [::1\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: []\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [:]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [1]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [:::]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [1::2::3]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [1:2:3:4:5:6:7:]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [:1:2:3:4:5:6:7]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [1:2:3:4:5:6:7:8:9]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [12345::]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [::1.2.3.256]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [::1.2.3]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [::1.2.3.04]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [1.2.3.4::]\r\n\r\n"),
        .refused("RFC 6874 §2", 400, .malformedHost, "\(get)Host: [fe80::1%25lo]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [v1.a]\r\n\r\n"),
        .refused("RFC 3986 §3.2.2", 400, .malformedHost, "\(get)Host: [::1]a\r\n\r\n"),
    ]
}
