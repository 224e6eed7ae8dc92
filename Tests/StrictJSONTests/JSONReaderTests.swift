import StrictJSON
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws(JSONError) -> JSONValue {
        try JSONValue(jsonBytes: Array(text.utf8))
    }

    @Test func values() throws {
        #expect(try read("null") == .null)
        #expect(try read(" \t\r\n true ") == true)
        #expect(try read("false") == false)
        #expect(try read("[]") == [])
        #expect(try read("{ }") == [:])
        #expect(try read("[1, \"a\" ,{\"b\":[null]}]") == [1, "a", ["b": [.null]]])
        #expect(try read("{\"b\":1,\"a\":2}").objectValue?.members.map(\.name) == ["b", "a"])
    }

    @Test func numbers() throws {
        #expect(try read("0") == 0)
        #expect(try read("-0") == 0)
        #expect(try read("9223372036854775807") == .integer(.max))
        #expect(try read("-9223372036854775808") == .integer(.min))
        #expect(try read("9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(try read("1.0") == .double(1))
        #expect(try read("-1.5e+3") == .double(-1500))
        #expect(try read("1E2") == .double(100))
        #expect(try read("1e-400") == .double(0))
    }

    @Test(arguments: ["-", "1.", "1.e1", "1e", "1e+", "1e999", "-1e999", "-a"])
    func invalidNumbers(text: String) {
        #expect(throws: JSONError.invalidNumber) { try read(text) }
    }

    @Test(arguments: ["01", "-01", "1 2", "nullx", "{}{}", "[] ]", "true,", "0x1", "1_0"])
    func trailingBytes(text: String) {
        #expect(throws: JSONError.trailingBytes) { try read(text) }
    }

    @Test(
        arguments: [
            "", " ", "[", "{", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "\"",
            "\"a",
            "\"\\", "\"\\u12", "t", "tru", "nul",
        ])
    func unexpectedEnd(text: String) {
        #expect(throws: JSONError.unexpectedEnd) { try read(text) }
    }

    @Test(
        arguments: [
            "+1", ".5", "[1,]", "[,1]", "[1 2]", "{,}", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "{1:1}",
            "'a'",
            "NaN", "Infinity", "trux", "nil", "TRUE", "}", "\u{FEFF}{}", "\u{A0}1", "//\n1", "\0",
        ])
    func unexpectedByte(text: String) {
        #expect(throws: JSONError.unexpectedByte) { try read(text) }
    }

    @Test func strings() throws {
        #expect(try read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"") == "\"\\/\u{8}\u{c}\n\r\t")
        #expect(try read("\"caf\u{e9} \u{1F511}\"") == "caf\u{e9} \u{1F511}")
        #expect(try read("\"a\\u00e9\\u20AC\\ud83d\\uDD11z\"") == "a\u{e9}\u{20AC}\u{1F511}z")
        #expect(try read("\"\\u0000\"") == "\0")
        #expect(try read("\"\u{7f}\"") == "\u{7f}")
    }

    @Test(
        arguments: [
            "\"\\x\"", "\"\\u12g4\"", "\"\\u+123\"", "\"\\ud83d\"", "\"\\ud83d\\n\"",
            "\"\\ud83dx\"",
            "\"\\udd11\"", "\"\\ud83d\\u0041\"", "\"\\ud83d\\ud83d\"", "\"\\U0041\"", "\"\\'\"",
        ])
    func invalidEscapes(text: String) {
        #expect(throws: JSONError.invalidEscape) { try read(text) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0x80],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.invalidUTF8) {
            try JSONValue(jsonBytes: [quote] + bytes + [quote])
        }
        #expect(throws: JSONError.invalidUTF8) {
            try JSONValue(jsonBytes: Array("\"\\n".utf8) + bytes + [quote])
        }
    }

    @Test(arguments: ["\"a\nb\"", "\"\0\"", "\"\u{1f}\"", "\"\\n\t\""])
    func controlCharacters(text: String) {
        #expect(throws: JSONError.controlCharacter) { try read(text) }
    }

    @Test(arguments: ["{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":{},\"\\u0061\":2}", "[{\"\":1,\"\":2}]"])
    func duplicateNames(text: String) {
        #expect(throws: JSONError.duplicateName) { try read(text) }
    }

    /// Both sides of the number of members from which a set answers.
    @Test(arguments: [2, 23, 24, 25, 26, 200])
    func duplicateNamesAmongMany(count: Int) throws {
        let members = (0..<count).map { "\"m\($0)\":\($0)" }
        let all = members.joined(separator: ",")
        #expect(try read("{\(all)}").objectValue?.members.count == count)
        for index in [0, count / 2, count - 1] {
            #expect(throws: JSONError.duplicateName) { try read("{\(all),\(members[index])}") }
        }
    }

    @Test func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try read(nested(16)) }
        #expect(throws: JSONError.tooDeep) { try read(nested(17)) }
        #expect(throws: JSONError.tooDeep) { try read(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONError.tooDeep) {
            try read(String(repeating: "{\"a\":", count: 100_000))
        }
    }

    /// Every beginning of a text is refused by name, and none of them is a crash.
    @Test func everyBeginningIsRefused() throws {
        let text = Array("{\"a\":[1,-2.5e3,true,null,\"\\ud83d\\udd11\u{e9}\"],\"b\":{}}".utf8)
        for end in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONValue(jsonBytes: Array(text[..<end])) }
        }
        #expect(throws: Never.self) { try JSONValue(jsonBytes: text) }
    }

    @Test func arbitraryBytesDontCrash() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("{}[]\",:\\u0123456789eE+-.truefalsn \n".utf8) + [0xC3, 0xA9, 0xFF]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                alphabet.randomElement(using: &random)
            }
            if let value = try? JSONValue(jsonBytes: bytes) {
                #expect((try? JSONValue(jsonBytes: value.jsonBytes)) == value)
            }
        }
    }
}
