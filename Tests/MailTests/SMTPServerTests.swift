import Testing

@testable import Mail

@Suite struct SMTPServerTests {
    private func server(_ url: String) -> SMTPServer? {
        SMTPServer(url: url, needsNoProtection: { $0 == "localhost" })
    }

    @Test(arguments: [
        ("smtp://mail.example.com", "smtp://mail.example.com:587", SMTPServer.Protection.startTLS),
        ("smtps://mail.example.com/", "smtps://mail.example.com:465", .tls),
        ("smtp://localhost:25", "smtp://localhost:25", .none),
        ("smtps://localhost", "smtps://localhost:465", .tls),
        ("smtp://[::1]:25", "smtp://[::1]:25", .startTLS),
    ])
    func urls(url: String, address: String, protection: SMTPServer.Protection) {
        #expect(server(url)?.address == address)
        #expect(server(url)?.protection == protection)
    }

    @Test func userAndPasswordAreDecodedAndNeverShown() {
        let server = server("smtp://ada%40example.com:s%2Fecret@mail.example.com")
        #expect(server?.credentials == .init(user: "ada@example.com", password: "s/ecret"))
        var shown = ""
        dump(server, to: &shown)
        #expect(!shown.contains("ecret") && !"\(String(describing: server))".contains("ecret"))
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp://", "smtp:///x", "smtp://a/b",
        "smtp://a?b", "smtp://a#b", "smtp://a:0", "smtp://a:99999", "smtp://a b", "smtp://a\r\nb",
    ])
    func others(url: String) {
        #expect(server(url) == nil)
    }
}
