import HTTPRouting
import HTTPTypes
import HTTPWire
import StrictJSON
import Testing

private func request(_ body: String, type: String? = "application/json") -> Request {
    var fields = HTTPFields()
    fields[.contentType] = type
    return Request(method: .post, path: "/", headerFields: fields, body: Array(body.utf8))
}

@Suite struct JSONTests {
    @Test func tellsMissingFromWrong() throws {
        let object = try request(#"{"a":"x","b":1,"c":null,"d":{"e":[true,-0.5e+2]}}"#).jsonObject()
        #expect(object["a"]?.stringValue == "x")
        #expect(object["b"]?.stringValue == nil)
        #expect(object["b"]?.integerValue == 1)
        #expect(object["c"] == .null)
        #expect(object["missing"] == nil)
        #expect(object["d"]?.objectValue?["e"]?.arrayValue == [.bool(true), .double(-50)])
    }

    @Test func readsEscapes() throws {
        let object = try request(#"{"a":"\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é"}"#).jsonObject()
        #expect(object["a"]?.stringValue == "\"\\/\u{8}\u{c}\n\r\té😀é")
    }

    @Test(arguments: [
        "{", "}", "[]", "1", "\"a\"", "null", "{}x", "{\"a\":1,}", "{,}", "{\"a\"}", "{a:1}",
        "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":-}",
        "{\"a\":tru}", "{\"a\":NaN}", "{\"a\":1,\"a\":2}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"x}",
        "{\"a\":\"\\ud800\\u0041\"}", "\u{feff}{}", "{\"a\":[1,]}", "{\"a\":[1 2]}", "{'a':1}",
        "{\"a\":" + String(repeating: "[", count: 5000),
        "{\"a\":" + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
    ])
    func refuses(_ body: String) {
        #expect(throws: RoutingError.invalidJSON) { try request(body).jsonObject() }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] {
            let body = Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)
            let request = Request(
                method: .post, path: "/", headerFields: [.contentType: "application/json"],
                body: body)
            #expect(throws: RoutingError.invalidJSON) { try request.jsonObject() }
        }
    }

    @Test(arguments: [
        "application/json", "Application/JSON ; charset=UTF-8", "application/problem+json",
        "application/json;charset=\"utf-8\"", "application/json; version=1",
    ])
    func takesType(_ type: String) throws {
        _ = try request("{}", type: type).jsonObject()
    }

    @Test(arguments: [
        nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json",
        "application/json; charset=utf-16", "text/plain, application/json", "", "+json",
    ])
    func refusesType(_ type: String?) {
        #expect(throws: RoutingError.unsupportedMediaType) {
            try request("{}", type: type).jsonObject()
        }
    }

    @Test func missingBodyComesFirst() {
        #expect(throws: RoutingError.missingBody) { try request("", type: nil).jsonObject() }
    }

    @Test func decodesAndEncodes() throws {
        struct Value: Codable, Equatable {
            var b = 1
            var a = "x/y"
        }
        let response = Response.json(.created, Value())
        #expect(response.status == .created)
        #expect(response[.contentType] == "application/json; charset=utf-8")
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(text == #"{"a":"x/y","b":1}"#)
        #expect(try request(text).decodeJSON(as: Value.self) == Value())
        #expect(throws: RoutingError.invalidJSON) {
            try request(#"{"a":1,"b":1}"#).decodeJSON(as: Value.self)
        }
        #expect(Response.json(.ok, ["x": Double.infinity]).status == .internalServerError)
    }
}
