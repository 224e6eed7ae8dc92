import Testing

@testable import Mail

@Suite struct MailAddressTests {
    @Test(arguments: ["ada@example.com", "a.b+c@sub.example-x.org", "root@localhost", "A@B.C"])
    func addresses(text: String) {
        #expect(MailAddress(text)?.text == text)
    }

    @Test(arguments: [
        "", "ada", "@example.com", "ada@", "a@b@c", ".a@b.c", "a.@b.c", "a..b@c.d", "a@.b", "a@b.",
        "a@-b.c", "a@b-.c", "a b@c.d", "a@b.c\r\nRCPT TO:<all@example.com>", "a@b.c\n", "a\r@b.c",
        "<a@b.c>", "a>@b.c", "\"a b\"@c.d", "a@[127.0.0.1]", "ä@b.c", "a@bücher.de", "a@b.c\u{0}",
        String(repeating: "a", count: 65) + "@b.c",
        "a@" + String(repeating: "b", count: 64) + ".c",
        "a@" + String(repeating: "bc.", count: 90) + "d",
    ])
    func whatIsNone(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test(arguments: [
        ("no-reply@example.com", "no-reply@example.com"),
        ("Example <no-reply@example.com>", "\"Example\" <no-reply@example.com>"),
        ("\"A, B\" <a@b.c>", "\"A, B\" <a@b.c>"),
        ("O\"B <a@b.c>", "\"O\\\"B\" <a@b.c>"),
        ("Zoë <a@b.c>", "=?UTF-8?B?Wm/Dqw==?= <a@b.c>"),
        ("<a@b.c>", "a@b.c"),
    ])
    func senders(text: String, header: String) {
        #expect(Sender(text)?.headerValue == header)
    }

    @Test(arguments: ["Example", "Example <no>", "A\r\nBcc: b@c.d <a@b.c>", "A <a@b.c> B", ""])
    func whoIsNoSender(text: String) {
        #expect(Sender(text) == nil)
    }
}
