import Testing

@testable import StrictJSON

@Suite struct JSONDocumentTests {
    private func read(_ text: String) throws(JSONError) -> JSONDocument {
        try JSONDocument(jsonBytes: Array(text.utf8))
    }

    @Test func membersOfTheOutermostObjectAreFoundByName() throws {
        let text = #"{"a":{"b":1,"exp":2},"c":[{"exp":3},[4]],"exp":5,"":6}"#
        let document = try read(text)
        #expect(document.isObject)
        #expect(try document.integer(#require(document["exp"])) == 5)
        #expect(try document.integer(#require(document[""])) == 6)
        #expect(try document.value(#require(document["c"])) == [["exp": 3], [4]])
        #expect(document["b"] == nil)
        #expect(document.bytes == Array(text.utf8))
    }

    @Test(arguments: ["[\"exp\",1]", "\"exp\"", "1", "null", "[]", "{}"])
    func whatHasNoSuchMember(text: String) throws {
        #expect(try read(text)["exp"] == nil)
    }

    /// A name and a string mean the same whichever way they were written.
    @Test func escapesAreUndone() throws {
        let document = try read(#"{"\u0065xp":"\u0061b\/c","caf\u00e9":"café"}"#)
        let value = try #require(document["exp"])
        #expect(document.string(value) == "ab/c")
        #expect(document.isString(value, "ab/c"))
        #expect(!document.isString(value, #"\u0061b\/c"#))
        #expect(document.value == ["exp": "ab/c", "café": "café"])
    }

    @Test func kindsAreToldApart() throws {
        let document = try read(#"{"s":"1","i":1,"d":1.0,"n":null,"t":true,"f":false,"a":["x"]}"#)
        for name in ["i", "d", "n", "t", "f", "a"] as [StaticString] {
            let node = try #require(document[name])
            #expect(document.string(node) == nil && !document.isString(node))
            #expect(!document.isString(node, "1"))
        }
        for name in ["s", "d", "n", "t", "f", "a"] as [StaticString] {
            #expect(try document.integer(#require(document[name])) == nil)
        }
    }

    @Test func manyNamesAreStillTold() throws {
        let members = (0..<100).map { #""name\#($0)":\#($0)"# }
        #expect(
            try read("{\(members.joined(separator: ","))}").value.objectValue?.members.count == 100)
        for repeated in [0, 22, 23, 24, 25, 98] {
            let text = "{\((members + [members[repeated]]).joined(separator: ","))}"
            #expect(throws: JSONError.duplicateName) { try read(text) }
        }
    }

    @Test(
        arguments: [
            #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#, #"{"é":1,"\u00e9":2}"#,
            "{\"\u{e9}\":1,\"e\u{301}\":2}", #"{"x":{"a":1,"a":2}}"#, #"[{"é":1},{"é":1,"é":1}]"#,
        ])
    func aSecondSpellingIsADuplicate(text: String) {
        #expect(throws: JSONError.duplicateName) { try read(text) }
    }

    @Test func theSameNameInOtherObjectsIsNone() throws {
        #expect(try read(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}],"é":{"é":1,"a":2}}"#).isObject)
    }
}
