import StrictJSON
import Testing

@Suite struct JSONWriterTests {
    @Test func compactText() {
        let value: JSONValue = [
            "z": [1, -2, .double(0.5), true, false, .null],
            "a": "q\"b\\s/n\n\u{1}\u{1f}\u{e9}\u{1F511}",
            "o": [:], "l": [],
        ]
        #expect(
            String(decoding: value.jsonBytes, as: UTF8.self)
                == "{\"z\":[1,-2,0.5,true,false,null],\"a\":\"q\\\"b\\\\s/n\\u000a\\u0001\\u001f\u{e9}\u{1F511}\","
                + "\"o\":{},\"l\":[]}")
    }

    @Test func numbersAreAlwaysJSON() throws {
        for number in [0.1, 1e300, -.leastNonzeroMagnitude, 1e20, .pi] {
            let value = JSONValue.double(number)
            #expect(try JSONValue(jsonBytes: value.jsonBytes) == value)
        }
        #expect(JSONValue.double(.infinity).jsonBytes == Array("null".utf8))
        #expect(JSONValue.double(.nan).jsonBytes == Array("null".utf8))
    }

    @Test func objectsKeepTheirOrder() {
        var object: JSONObject = ["b": 1, "a": 2, "b": 3]
        object["c"] = 4
        object["a"] = nil
        object["x"] = nil
        #expect(String(decoding: object.jsonBytes, as: UTF8.self) == "{\"b\":3,\"c\":4}")
        #expect(object["a"] == nil)
        #expect(object["c"] == 4)
    }
}
