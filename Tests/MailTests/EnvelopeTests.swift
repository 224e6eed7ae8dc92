import Foundation
import Testing

@testable import Mail

@Suite struct EnvelopeTests {
    private static let sender = Sender("Example <no-reply@example.com>")

    private func message(
        subject: String = "Your code", text: String = "text", html: String = "<p>html</p>",
        from sender: Sender? = Self.sender
    ) throws -> String {
        let recipient = try #require(MailAddress("ada@example.com"))
        let letter = try #require(
            Letter(to: recipient, subject: subject, text: text, html: html))
        let envelope = Envelope(
            letter, from: try #require(sender), id: "0a1b", date: 1_795_267_270)
        return String(decoding: envelope.message, as: UTF8.self)
    }

    @Test func aMessageIsWholeAndInOrder() throws {
        #expect(
            try message() == """
                Date: Sat, 21 Nov 2026 13:21:10 +0000\r
                From: "Example" <no-reply@example.com>\r
                To: ada@example.com\r
                Subject: Your code\r
                Message-ID: <0a1b@example.com>\r
                Auto-Submitted: auto-generated\r
                MIME-Version: 1.0\r
                Content-Type: multipart/alternative; boundary="=_0a1b"\r
                \r
                --=_0a1b\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                text\r
                --=_0a1b\r
                Content-Type: text/html; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                <p>html</p>\r
                --=_0a1b--\r

                """)
    }

    @Test(arguments: [
        "two\r\nBcc: all@example.com", "two\nlines", "two\rlines", "nul\u{0}", "next\u{85}line",
        "line\u{2028}separator",
    ])
    func aSubjectThatWouldBeginAnotherHeaderIsRefused(subject: String) throws {
        let recipient = try #require(MailAddress("ada@example.com"))
        #expect(Letter(to: recipient, subject: subject, text: "", html: "") == nil)
    }

    @Test func everyLineIsShortAsciiWhateverIsInIt() throws {
        let long = String(repeating: "Grüße an alle 🏰 ", count: 400)
        let message = try message(
            subject: String(long.prefix(140)), text: long,
            html: "<p>\(long)</p>\n.\n..dots\r\nFrom here\n=_0a1b\n--=_0a1b--\n trailing \t\n",
            from: Sender("Zoë \"the\" Gatekeeper <no-reply@example.com>"))
        let lines = message.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(message.utf8.allSatisfy { (0x20..<0x7F).contains($0) || "\r\n".utf8.contains($0) })
        #expect(!lines.contains { $0.contains("\n") || $0.contains("\r") || $0.hasSuffix(" ") })
        #expect(lines.count { $0.hasPrefix("--=_0a1b") } == 3, "the parts can't end one another")
    }

    @Test(arguments: [
        ("Code", "Code"),
        ("=?UTF-8?Q?spoofed?=", "=?UTF-8?B?PT9VVEYtOD9RP3Nwb29mZWQ/PQ==?="),
        ("Grüße", "=?UTF-8?B?R3LDvMOfZQ==?="),
    ])
    func aSubjectIsPlainOrEncoded(subject: String, line: String) {
        #expect(HeaderText.unstructured(subject) == line)
    }

    @Test func encodedWordsHoldWholeCharacters() {
        let text = String(repeating: "ü€🏰", count: 12)
        let words = HeaderText.unstructured(text).components(separatedBy: "\r\n ")
        #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
        let decoded = words.compactMap { word in
            Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
                .flatMap { String(data: $0, encoding: .utf8) }
        }
        #expect(decoded.joined() == text, "each word is UTF-8 by itself")
    }

    @Test func neitherALetterNorAnEnvelopeShowsWhatIsInIt() throws {
        let recipient = try #require(MailAddress("ada@example.com"))
        let letter = try #require(
            Letter(to: recipient, subject: "s", text: "705089", html: "705089"))
        let envelope = Envelope(
            letter, from: try #require(Self.sender), id: "0", date: 0)
        for shown in ["\(letter)", "\(envelope)", String(reflecting: letter)] {
            #expect(!shown.contains("705089") && !shown.contains("ada"))
        }
    }
}
