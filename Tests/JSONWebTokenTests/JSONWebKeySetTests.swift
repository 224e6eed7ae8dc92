import JSONWebToken
import StrictJSON
import Testing

@Suite struct JSONWebKeySetTests {
    private let good: JSONObject = [
        "kty": "RSA", "kid": "a", "n": .string(RFC7520.modulus), "e": "AQAB", "use": "sig",
        "alg": "RS256",
    ]

    private func ids(_ keys: [JSONObject]) throws -> [String] {
        let document = JSONObject([("keys", .array(keys.map { .object($0) }))])
        return try JSONWebKeySet(jsonBytes: document.jsonBytes).keys.map(\.id)
    }

    private func changed(_ name: String, _ value: JSONValue?) -> JSONObject {
        var key = good
        key[name] = value
        return key
    }

    @Test func useAlgorithmAndOperationsMayBeAbsent() throws {
        #expect(try ids([good]) == ["a"])
        #expect(try ids([changed("use", nil)]) == ["a"])
        #expect(try ids([changed("alg", nil)]) == ["a"])
        #expect(try ids([changed("key_ops", ["verify"])]) == ["a"])
    }

    @Test func unusableKeysArePassedOver() throws {
        let unusable: [(String, JSONValue?)] = [
            ("kty", "EC"), ("kty", "oct"), ("kty", nil), ("use", "enc"), ("use", .null),
            ("alg", "RS512"), ("alg", "HS256"), ("kid", nil), ("kid", ""), ("kid", 1),
            ("key_ops", ["encrypt"]), ("key_ops", "verify"), ("n", nil), ("n", "AQAB"), ("n", 1),
            ("n", .string(RFC7520.modulus + "=")), ("e", "AQ"), ("e", "Ag"), ("e", nil), ("e", ""),
            ("d", "AQAB"),
        ]
        for (name, value) in unusable {
            var other = good
            other["kid"] = "b"
            #expect(try ids([changed(name, value), other]) == ["b"], "\(name)")
        }
    }

    @Test func oneIdWithTwoKeysMeansNeither() throws {
        let twin = changed("n", .string(RFC7515A2.modulus))
        var other = twin
        other["kid"] = "b"
        #expect(try ids([good, twin, other]) == ["b"])
        #expect(try Set(ids([good, good])) == ["a"])
    }

    @Test(arguments: [
        "", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[]", "{\"keys\":[],\"keys\":[]}", "<html>",
    ])
    func noDocument(text: String) {
        #expect(throws: TokenError.invalidKey) { try JSONWebKeySet(jsonBytes: Array(text.utf8)) }
    }

    @Test func boundsAreKept() throws {
        #expect(try ids([]) == [])
        #expect(try ids([JSONObject](repeating: good, count: 32)).count == 32)
        #expect(throws: TokenError.invalidKey) {
            try ids([JSONObject](repeating: good, count: 33))
        }
        #expect(throws: TokenError.invalidKey) {
            try ids([changed("x", .string(String(repeating: "x", count: 150 * 1024)))])
        }
    }
}
