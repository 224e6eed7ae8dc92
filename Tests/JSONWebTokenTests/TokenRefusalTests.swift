import Cryptography
import JSONWebToken
import StrictJSON
import Testing

/// Each refusal by its name, with a token that is right in everything else and correctly signed.
@Suite struct TokenRefusalTests {
    private let issuer: TestIssuer
    private let now = TestIssuer.now

    init() throws {
        issuer = try #require(TestIssuer.shared)
    }

    private func refusal(
        of token: String, uses: Set<TokenUse> = [.access], keys: (any KeySource)? = nil
    ) async throws -> TokenError? {
        let verifier = try issuer.verifier(uses: uses, keys: keys)
        do throws(TokenError) {
            _ = try await verifier.verify(token, now: now)
            return nil
        } catch {
            return error
        }
    }

    private func refusal(header: JSONObject) async throws -> TokenError? {
        try await refusal(of: issuer.token(header: header))
    }

    private func refusal(
        changing name: String, to value: JSONValue?,
        in claims: JSONObject = TestIssuer.accessClaims,
        uses: Set<TokenUse> = [.access]
    ) async throws -> TokenError? {
        var claims = claims
        claims[name] = value
        return try await refusal(of: issuer.token(claims: claims), uses: uses)
    }

    @Test func size() async throws {
        var claims = TestIssuer.accessClaims
        claims["padding"] = .string(String(repeating: "x", count: 8192))
        #expect(try await refusal(of: issuer.token(claims: claims)) == .tooLarge)
        #expect(try await refusal(of: String(repeating: ".", count: 1_000_000)) == .tooLarge)
    }

    @Test func segments() async throws {
        let token = try issuer.token()
        let parts = token.split(separator: ".").map(String.init)
        for text in [
            "", ".", "...", "a", parts[0], parts[0] + "." + parts[1], token + ".", "." + token,
            String(repeating: ".", count: 8000),
        ] {
            #expect(try await refusal(of: text) == .wrongSegmentCount, "\(text.count)")
        }
        #expect(try await refusal(of: "..") == .malformedHeader)
    }

    /// Every fault in each segment, before anything else is looked at in it.
    @Test(
        arguments: [
            ("=", .paddedBase64), ("==", .paddedBase64), ("+", .wrongBase64Alphabet),
            ("/", .wrongBase64Alphabet), (" ", .whiteSpace), ("\n", .whiteSpace),
            ("\r\n", .whiteSpace), ("\t", .whiteSpace), ("%", .malformedBase64),
            ("\0", .malformedBase64), ("\u{e9}", .malformedBase64), ("\u{ff21}", .malformedBase64),
        ] as [(String, TokenError)])
    func base64(addition: String, error: TokenError) async throws {
        let parts = try issuer.token().split(separator: ".").map(String.init)
        for index in [0, 2] {
            for text in [parts[index] + addition, addition + parts[index]] {
                var changed = parts
                changed[index] = text
                #expect(try await refusal(of: changed.joined(separator: ".")) == error)
            }
        }
        // A payload is read when the signature is right.
        let input = parts[0] + "." + parts[1] + addition
        let signature = try issuer.key.signPKCS1SHA256(message: Array(input.utf8))
        #expect(try await refusal(of: input + "." + Base64URL.encode(signature)) == error)
    }

    @Test func base64OfImpossibleLength() async throws {
        let parts = try issuer.token().split(separator: ".").map(String.init)
        for text in ["A", parts[2] + "AAA"] {
            #expect(
                try await refusal(of: parts[0] + "." + parts[1] + "." + text) == .malformedBase64)
        }
    }

    /// The last character of a 256-byte signature has four unused bits: 15 other characters would
    /// decode to the same bytes.
    @Test func nonCanonicalBase64() async throws {
        let parts = try issuer.token().split(separator: ".").map(String.init)
        for last in "BCDEFGHIJKLMNOP" {
            let other = parts[0] + "." + parts[1] + "." + parts[2].dropLast() + String(last)
            let same = parts[2].last == last
            #expect(try await refusal(of: other) == (same ? nil : .nonCanonicalBase64))
        }
    }

    @Test(
        arguments: [
            ("", .malformedHeader), ("{", .malformedHeader), ("[]", .malformedHeader),
            ("null", .malformedHeader), ("\"RS256\"", .malformedHeader),
            ("{\"alg\":\"RS256\"}x", .trailingBytes), ("{}{}", .trailingBytes),
            ("{\"alg\":\"RS256\",\"alg\":\"RS256\"}", .duplicateName),
            ("{\"alg\":\"none\",\"\\u0061lg\":\"RS256\"}", .duplicateName),
        ] as [(String, TokenError)])
    func headerThatIsNoObject(text: String, error: TokenError) async throws {
        let token = try issuer.token(
            header: Array(text.utf8), payload: TestIssuer.accessClaims.jsonBytes)
        #expect(try await refusal(of: token) == error)
    }

    @Test func headerBombs() async throws {
        let long = "{\"a\":\(String(repeating: "[", count: 5000))"
        #expect(
            try await refusal(of: issuer.token(header: Array(long.utf8), payload: []))
                == .headerTooLarge)
        let deep =
            "{\"a\":\(String(repeating: "[", count: 17))\(String(repeating: "]", count: 17))}"
        #expect(
            try await refusal(of: issuer.token(header: Array(deep.utf8), payload: []))
                == .tooDeep)
    }

    @Test(
        arguments: [
            "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "RS384", "RS512", "PS256",
            "ES256",
            "EdDSA", "rs256", "RS256 ", ["RS256"], .null, 1, nil,
        ] as [JSONValue?])
    func algorithm(value: JSONValue?) async throws {
        var header = TestIssuer.header
        header["alg"] = value
        #expect(try await refusal(header: header) == .algorithmNotAllowed)
    }

    @Test func missingKeyID() async throws {
        #expect(try await refusal(header: ["alg": "RS256"]) == .missingKeyID)
    }

    @Test(arguments: [.null, "", 1, ["a"], "a\nb", "a\0", "caf\u{e9}", "\u{7f}"] as [JSONValue])
    func keyID(value: JSONValue) async throws {
        #expect(try await refusal(header: ["kid": value, "alg": "RS256"]) == .invalidKeyID)
    }

    @Test func keyIDOfTooManyCharacters() async throws {
        for (count, error) in [(128, TokenError.unknownKey), (129, .invalidKeyID)] {
            let keyID = String(repeating: "k", count: count)
            #expect(try await refusal(header: ["kid": .string(keyID), "alg": "RS256"]) == error)
        }
    }

    @Test(arguments: ["../../etc/passwd", "' OR 1=1 --", "https://evil.example/jwks", "other"])
    func unknownKey(keyID: String) async throws {
        #expect(try await refusal(header: ["kid": .string(keyID), "alg": "RS256"]) == .unknownKey)
    }

    @Test(
        arguments: [
            ("crit", ["exp"]), ("crit", []), ("crit", .null), ("b64", false), ("b64", true),
        ] as [(String, JSONValue)])
    func criticalParameter(name: String, value: JSONValue) async throws {
        var header = TestIssuer.header
        header[name] = value
        #expect(try await refusal(header: header) == .criticalHeaderNotAllowed)
    }

    @Test(
        arguments: [
            ("jwk", .null), ("jku", "https://evil.example/jwks.json"),
            ("x5u", "https://evil.example/c.pem"), ("x5c", ["AAAA"]),
        ] as [(String, JSONValue)])
    func embeddedKey(name: String, value: JSONValue) async throws {
        var header = TestIssuer.header
        header[name] = name == "jwk" ? .object(issuer.signer.jwk) : value
        #expect(try await refusal(header: header) == .embeddedKeyNotAllowed)
    }

    /// A token that names a key of the issuer's which isn't for RS256 signatures.
    @Test(
        arguments: [
            ("kty", "EC", .wrongKeyType), ("kty", "oct", .wrongKeyType),
            ("alg", "RS512", .wrongKeyType), ("alg", "PS256", .wrongKeyType),
            ("use", "enc", .wrongKeyUse), ("key_ops", ["encrypt"], .wrongKeyUse),
            ("e", "AQ", .weakKey), ("e", "Ag", .weakKey), ("e", "AQAA", .weakKey),
            ("n", "AQAB", .weakKey),
        ] as [(String, JSONValue, TokenError)])
    func keyThatMayNotVerify(name: String, value: JSONValue, error: TokenError) async throws {
        var jwk = issuer.signer.jwk
        jwk[name] = value
        let document: JSONObject = ["keys": [.object(jwk)]]
        let set = try JSONWebKeySet(jsonBytes: document.jsonBytes)
        #expect(
            try await refusal(of: issuer.token(), keys: StaticKeySource(set)) == error)
    }

    /// 1024 bits: a real key with a right signature.
    @Test func shortKey() async throws {
        let document: JSONObject = ["keys": [.object(ShortKey.jwk)]]
        let set = try JSONWebKeySet(jsonBytes: document.jsonBytes)
        #expect(set.keys.isEmpty)
        #expect(
            try await refusal(of: ShortKey.token, keys: StaticKeySource(set)) == .weakKey)
    }

    @Test func signature() async throws {
        let token = try issuer.token()
        let parts = token.split(separator: ".").map(String.init)
        let other = try RSAPrivateKey.generate()
        let foreign = try other.signPKCS1SHA256(message: Array((parts[0] + "." + parts[1]).utf8))
        var claims = TestIssuer.accessClaims
        claims["username"] = "mallory"
        let forged = Base64URL.encode(claims.jsonBytes)
        let hmac = HMACSHA256.authenticate(
            key: Array(try issuer.key.pem().utf8), message: Array((parts[0] + "." + parts[1]).utf8))
        for text in [
            parts[0] + "." + parts[1] + "." + Base64URL.encode(foreign),
            parts[0] + "." + forged + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + Base64URL.encode(hmac),
            parts[0] + "." + parts[1] + "." + Base64URL.encode([UInt8](repeating: 0, count: 256)),
        ] {
            #expect(try await refusal(of: text) == .invalidSignature)
        }
    }

    /// A claim that isn't signed is never looked at, so a refusal says nothing about it.
    @Test func claimsAreNotBelievedBeforeTheSignature() async throws {
        let parts = try issuer.token().split(separator: ".").map(String.init)
        for payload in ["", "{", "{\"exp\":1}"] {
            let text = parts[0] + "." + Base64URL.encode(Array(payload.utf8)) + "." + parts[2]
            #expect(try await refusal(of: text) == .invalidSignature)
        }
    }

    /// A token that is wrong in every way is told its signature is, and nothing else.
    @Test func aBadSignatureComesBeforeAnyClaim() async throws {
        let claims: JSONObject = [
            "exp": 1, "iat": .integer(.max), "iss": "https://evil.example", "token_use": "id",
            "client_id": "other",
        ]
        let parts = try issuer.token(claims: claims).split(separator: ".").map(String.init)
        let right = parts.joined(separator: ".")
        #expect(try await refusal(of: right) == .expired)
        let other = try RSAPrivateKey.generate()
        let forged = try other.signPKCS1SHA256(message: Array((parts[0] + "." + parts[1]).utf8))
        let wrong = parts[0] + "." + parts[1] + "." + Base64URL.encode(forged)
        #expect(try await refusal(of: wrong) == .invalidSignature)
    }

    @Test(
        arguments: [
            ("", .malformedPayload), ("[]", .malformedPayload), ("{\"exp\":1", .malformedPayload),
            ("{\"exp\":1}}", .trailingBytes), ("{\"exp\":1}\n\0", .trailingBytes),
            ("{\"exp\":1,\"exp\":2}", .duplicateName),
            ("{\"a\":{\"b\":1,\"b\":1}}", .duplicateName),
            ("{\"sub\":\"\\ud800\"}", .malformedPayload), ("{\"exp\":01}", .malformedPayload),
            ("{\"a\":\(String(repeating: "[", count: 3000))", .tooDeep),
        ] as [(String, TokenError)])
    func payloadThatIsNoObject(text: String, error: TokenError) async throws {
        let token = try issuer.token(
            header: TestIssuer.header.jsonBytes, payload: Array(text.utf8))
        #expect(try await refusal(of: token) == error)
    }

    @Test func missingExpiry() async throws {
        #expect(try await refusal(changing: "exp", to: nil) == .missingExpiry)
    }

    @Test(
        arguments: ["exp", "iat", "nbf"],
        [
            "1800003600", .double(1_800_003_600.5), .double(1e300), .null, true, [1], "x",
        ] as [JSONValue])
    func numericDate(name: String, value: JSONValue) async throws {
        #expect(try await refusal(changing: name, to: value) == .invalidNumericDate)
    }

    @Test func numericDateWithFractionOrExponent() async throws {
        for text in ["1800003600.0", "18000036e2", "1800003600e0", "9223372036854775808"] {
            var claims = TestIssuer.accessClaims
            claims["exp"] = nil
            let rest = String(decoding: claims.jsonBytes.dropFirst(), as: UTF8.self)
            let token = try issuer.token(
                header: TestIssuer.header.jsonBytes,
                payload: Array(("{\"exp\":" + text + "," + rest).utf8))
            #expect(try await refusal(of: token) == .invalidNumericDate, "\(text)")
        }
    }

    @Test func claimsOfWrongTypes() async throws {
        let wrong: [(String, JSONValue?)] = [
            ("iat", nil), ("sub", nil), ("sub", 1), ("iss", 1), ("token_use", 1),
            ("client_id", ["a"]), ("username", 1), ("cognito:groups", "admin"),
            ("cognito:groups", [1]), ("scope", ["a"]), ("jti", 1), ("origin_jti", .null),
            ("email", 1),
        ]
        for (name, value) in wrong {
            #expect(
                try await refusal(changing: name, to: value) == .malformedClaims,
                "\(name) \(String(describing: value))")
        }
    }

    @Test func times() async throws {
        #expect(try await refusal(changing: "exp", to: .integer(now)) == .expired)
        #expect(try await refusal(changing: "exp", to: .integer(now - 1)) == .expired)
        #expect(try await refusal(changing: "exp", to: .integer(.min)) == .expired)
        #expect(try await refusal(changing: "exp", to: .integer(now + 1)) == nil)
        #expect(try await refusal(changing: "exp", to: .integer(.max)) == nil)
        #expect(try await refusal(changing: "nbf", to: .integer(now)) == nil)
        #expect(try await refusal(changing: "nbf", to: .integer(now + 1)) == .notYetValid)
        #expect(try await refusal(changing: "nbf", to: .integer(.max)) == .notYetValid)
        #expect(try await refusal(changing: "iat", to: .integer(now)) == nil)
        #expect(try await refusal(changing: "iat", to: .integer(now + 1)) == .issuedInFuture)
    }

    /// Grace for the future gives none to dead tokens, and the other way round.
    @Test func skewOfOneDirection() async throws {
        for (skew, name, value, error) in [
            (ClockSkew(expiry: 0, future: 60), "iat", now + 60, nil),
            (ClockSkew(expiry: 0, future: 60), "iat", now + 61, .issuedInFuture),
            (ClockSkew(expiry: 0, future: 60), "exp", now, .expired),
            (ClockSkew(expiry: 60, future: 0), "exp", now - 59, nil),
            (ClockSkew(expiry: 60, future: 0), "nbf", now + 1, .notYetValid),
        ] as [(ClockSkew, String, Int64, TokenError?)] {
            var claims = TestIssuer.accessClaims
            claims[name] = .integer(value)
            let token = try issuer.token(claims: claims)
            let verifier = try issuer.verifier(skew: skew)
            var found: TokenError?
            do throws(TokenError) { _ = try await verifier.verify(token, now: now) } catch {
                found = error
            }
            #expect(found == error, "\(name)")
        }
    }

    @Test func skewMovesAllThreeTimes() async throws {
        let verifier = try issuer.verifier(skew: ClockSkew(expiry: 60, future: 60))
        for (name, near, far) in [("exp", -59, -60), ("nbf", 60, 61), ("iat", 60, 61)]
            as [(String, Int64, Int64)]
        {
            var claims = TestIssuer.accessClaims
            claims[name] = .integer(now + near)
            let accepted = try issuer.token(claims: claims)
            await #expect(throws: Never.self) { try await verifier.verify(accepted, now: now) }
            claims[name] = .integer(now + far)
            let refused = try issuer.token(claims: claims)
            await #expect(throws: TokenError.self) { try await verifier.verify(refused, now: now) }
        }
    }

    @Test func issuerUseAndClient() async throws {
        #expect(
            try await refusal(changing: "iss", to: .string(TestIssuer.issuer + "/")) == .wrongIssuer
        )
        #expect(try await refusal(changing: "iss", to: nil) == .wrongIssuer)
        #expect(try await refusal(changing: "token_use", to: "id") == .wrongTokenUse)
        #expect(try await refusal(changing: "token_use", to: "refresh") == .wrongTokenUse)
        #expect(try await refusal(changing: "token_use", to: nil) == .wrongTokenUse)
        #expect(try await refusal(changing: "client_id", to: "other") == .wrongClient)
        #expect(try await refusal(changing: "client_id", to: nil) == .wrongClient)
        let id = TestIssuer.idClaims
        #expect(try await refusal(of: issuer.token(claims: id)) == .wrongTokenUse)
        #expect(
            try await refusal(changing: "aud", to: "other", in: id, uses: [.id]) == .wrongClient)
        #expect(
            try await refusal(
                changing: "aud", to: [.string(TestIssuer.clientID)], in: id, uses: [.id])
                == .malformedClaims)
        // An access token's client isn't looked for in `aud`, nor an ID token's in `client_id`.
        var swapped = TestIssuer.accessClaims
        swapped["client_id"] = nil
        swapped["aud"] = .string(TestIssuer.clientID)
        #expect(try await refusal(of: issuer.token(claims: swapped)) == .wrongClient)
    }

    /// Time comes first, then issuer, use, client.
    @Test func theFirstObjectionCounts() async throws {
        var claims = TestIssuer.accessClaims
        claims["client_id"] = "other"
        #expect(try await refusal(of: issuer.token(claims: claims)) == .wrongClient)
        claims["token_use"] = "id"
        #expect(try await refusal(of: issuer.token(claims: claims)) == .wrongTokenUse)
        claims["iss"] = "other"
        #expect(try await refusal(of: issuer.token(claims: claims)) == .wrongIssuer)
        claims["iat"] = .integer(now + 100)
        #expect(try await refusal(of: issuer.token(claims: claims)) == .issuedInFuture)
        claims["nbf"] = .integer(now + 100)
        #expect(try await refusal(of: issuer.token(claims: claims)) == .notYetValid)
        claims["exp"] = .integer(now)
        #expect(try await refusal(of: issuer.token(claims: claims)) == .expired)
    }
}
