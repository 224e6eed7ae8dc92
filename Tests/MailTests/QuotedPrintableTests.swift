import Testing

@testable import Mail

@Suite struct QuotedPrintableTests {
    @Test(arguments: [
        ("", ""), ("a=b", "a=3Db"), ("é", "=C3=A9"), ("a ", "a=20"), ("a\t\nb", "a=09\r\nb"),
        ("a\nb\rc\r\nd", "a\r\nb\r\nc\r\nd"), ("\u{0}\u{7F}", "=00=7F"), ("a b", "a b"),
        (String(repeating: "x", count: 76), String(repeating: "x", count: 76)),
        (
            String(repeating: "x", count: 77),
            String(repeating: "x", count: 75) + "=\r\nxx"
        ),
        (
            String(repeating: "x", count: 74) + "é!",
            String(repeating: "x", count: 74) + "=\r\n=C3=A9!"
        ),
    ])
    func text(text: String, encoded: String) {
        #expect(String(decoding: QuotedPrintable.encode(text), as: UTF8.self) == encoded)
    }
}
