import Testing

@testable import Cryptography

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func knownTexts(plain: String, text: String) {
        let bytes = Array(plain.utf8)
        let bare = String(text.prefix { $0 != "=" })
        #expect(Base64.encode(bytes) == text)
        #expect(Base64.decode(text) == bytes)
        #expect(Base64.encode(bytes, padding: .absent) == bare)
        #expect(Base64.decode(bare, padding: .absent) == bytes)
        #expect(Base64URL.encode(bytes) == bare)
        #expect(Base64URL.decode(bare) == bytes)
    }

    @Test func theTwoAlphabetsDifferInTheLastTwo() {
        #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
        #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
        #expect(Base64URL.decode("+/+/") == nil)
        #expect(Base64.decode("-_-_") == nil)
    }

    @Test(arguments: [
        "Zg==", "Zg=", "Z", "Zm9vY", "Zh", "Zm9", "Zg\n", " Zg", "Zm 9v", "Zm9v\u{e9}",
    ])
    func urlSafeDecodingRefusesEveryOtherForm(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm9v\n"])
    func standardDecodingRefusesEveryOtherForm(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func everyLengthComesBack() {
        for count in 0...70 {
            let bytes = SecureRandom.system.bytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }
}
