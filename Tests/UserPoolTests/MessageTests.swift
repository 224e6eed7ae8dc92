import Testing

@testable import UserPool

@Suite struct MessageTests {
    private func content(
        _ purpose: CodePurpose, code: String = "705089", username: String? = nil,
        _ edit: (inout UserPoolPolicy) -> Void = { _ in }
    ) -> MessageContent {
        var policy = UserPoolPolicy()
        edit(&policy)
        return CodeMessage(
            recipient: "ada@example.com", code: code, purpose: purpose,
            templates: MessageTemplates(policy), username: username
        ).content
    }

    @Test(arguments: [CodePurpose.confirmSignUp, .resetPassword])
    func codesComeAsTextAndAsHTML(purpose: CodePurpose) {
        let content = content(purpose)
        #expect(content.subject == "Your verification code")
        #expect(
            content.text == """
                Your verification code is

                705089

                If you did not ask for it, you can ignore this message.

                """)
        #expect(content.html.contains(">705089</strong>"))
    }

    @Test func invitationsNameTheUser() {
        let content = content(.invitation, code: "a<b&c", username: "<i>Ada</i>")
        #expect(
            content.text == "Your user name is <i>Ada</i> and your temporary password is\n\na<b&c\n"
        )
        #expect(
            content.html.contains("&lt;i&gt;Ada&lt;/i&gt;") && content.html.contains("a&lt;b&amp;c")
        )
        #expect(self.content(.invitation).text.contains("Your user name is ada@example.com "))
    }

    @Test func aValueIsNeverLookedAtForGaps() {
        let content = content(.invitation, code: "{username}", username: "{####}") {
            $0.adminCreateUserConfig.inviteMessageTemplate.emailMessage = "{username} {####} {x} {"
        }
        #expect(content.html == "{####} {username} {x} {")
    }

    @Test func verificationsNameNobody() {
        let content = content(.confirmSignUp) {
            $0.verificationMessageTemplate.emailMessage = "{username}: {####}, {####}"
        }
        #expect(content.html == "{username}: 705089, 705089")
    }

    @Test func olderMembersCountWhereTheyAreGiven() {
        let content = content(.confirmSignUp) {
            $0.emailVerificationSubject = "Old"
            $0.emailVerificationMessage = "Old {####}"
        }
        #expect(content.subject == "Old" && content.text == "Old 705089\n")
    }

    @Test(arguments: [
        ("<p>a</p><p>b</p>", "a\n\nb\n"), ("a<br>b<br/>c", "a\nb\nc\n"),
        ("<html><head><title>t</title></head><style>p { x }</STYLE>a <b>b</b></html>", "a b\n"),
        ("a\n   b", "a b\n"),
        ("1 &lt; 2 &amp;&amp; &#50; &gt; &#x31; &nope; & &amp", "1 < 2 && 2 > 1 &nope; & &amp\n"),
        ("<script>unclosed", "\n"), ("a <", "a\n"), ("<p", "\n"), ("", "\n"),
        ("&#1114112;&#55296;", "&#1114112;&#55296;\n"),
        ("<STYLE>İİ</STYLE>after", "after\n"),
    ])
    func htmlAsText(html: String, text: String) {
        #expect(PlainText.of(html) == text)
    }

    @Test func theModelsConstraintsHold() {
        var policy = UserPoolPolicy()
        policy.verificationMessageTemplate.emailSubject = ""
        policy.verificationMessageTemplate.emailMessage = "without the gap"
        policy.verificationMessageTemplate.defaultEmailOption = "CONFIRM_WITH_LINK"
        policy.emailVerificationSubject = String(repeating: "x", count: 141)
        policy.emailVerificationMessage = String(repeating: "x", count: 20_000) + "{####}"
        policy.emailAuthenticationSubject = "two\nlines"
        policy.emailAuthenticationMessage = "\u{0}{####}"
        policy.adminCreateUserConfig.inviteMessageTemplate.emailMessage = "{####}"
        #expect(policy.faults.count == 8)
        policy = UserPoolPolicy()
        policy.verificationMessageTemplate.emailMessage = "Grüße,\r\n\tIhr Code: {####} ✔︎"
        policy.emailVerificationSubject = String(repeating: "ü", count: 140)
        #expect(policy.faults.isEmpty)
    }

    @Test func aMessageNeverShowsItsCode() {
        var shown = ""
        dump(content(.confirmSignUp), to: &shown)
        dump(CodeMessage(recipient: "a@b.c", code: "705089", purpose: .confirmSignUp), to: &shown)
        #expect(!shown.contains("705089") && !"\(content(.confirmSignUp))".contains("705089"))
    }
}
