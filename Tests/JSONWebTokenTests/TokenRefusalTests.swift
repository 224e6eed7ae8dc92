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

    private func refusal(of token: String, uses: Set<TokenUse> = [.access]) async throws
        -> TokenError?
    {
        let verifier = try issuer.verifier(uses: uses)
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
        let all = [
            "", ".", "..", "...", "a", parts[0], parts[0] + "." + parts[1], token + ".",
            "." + token,
        ]
        for text in all {
            let error = try await refusal(of: text)
            #expect(error == .malformed || error == .malformedHeader, "\(text.count)")
        }
        #expect(try await refusal(of: String(repeating: ".", count: 8000)) == .malformed)
    }

    @Test func base64() async throws {
        let token = try issuer.token()
        let parts = token.split(separator: ".").map(String.init)
        for text in [
            token + "=", token + "\n", " " + token, token + " ",
            token.replacing("-", with: "+") + "+",
        ] {
            #expect(try await refusal(of: text) == .malformed)
        }
        // The last character of a 256-byte signature has four unused bits: 15 other characters would
        // decode to the same bytes.
        for last in "BCDEFGHIJKLMNOP" {
            let other = parts[0] + "." + parts[1] + "." + parts[2].dropLast() + String(last)
            #expect(try await refusal(of: other) == .malformed)
        }
    }

    @Test(arguments: [
        "", "{", "[]", "null", "\"RS256\"", "{\"alg\":\"RS256\"}x",
        "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
    ])
    func headerThatIsNoObject(text: String) async throws {
        let token = try issuer.token(
            header: Array(text.utf8), payload: TestIssuer.accessClaims.jsonBytes)
        #expect(try await refusal(of: token) == .malformedHeader)
    }

    @Test func deepHeader() async throws {
        let deep = "{\"a\":\(String(repeating: "[", count: 5000))"
        let token = try issuer.token(header: Array(deep.utf8), payload: [])
        #expect(try await refusal(of: token) == .malformedHeader)
        let short =
            "{\"alg\":\"RS256\",\"a\":\(String(repeating: "[", count: 17))\(String(repeating: "]", count: 17))}"
        #expect(
            try await refusal(of: issuer.token(header: Array(short.utf8), payload: []))
                == .malformedHeader)
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

    @Test(arguments: [nil, .null, "", 1, ["a"], "a\nb", "caf\u{e9}", "\u{7f}"] as [JSONValue?])
    func keyID(value: JSONValue?) async throws {
        var header = TestIssuer.header
        header["kid"] = value
        #expect(try await refusal(header: header) == .invalidKeyID)
        header["kid"] = .string(String(repeating: "k", count: 129))
        #expect(try await refusal(header: header) == .invalidKeyID)
    }

    @Test(arguments: ["../../etc/passwd", "' OR 1=1 --", "https://evil.example/jwks", "other"])
    func unknownKey(keyID: String) async throws {
        #expect(try await refusal(header: ["kid": .string(keyID), "alg": "RS256"]) == .unknownKey)
    }

    @Test func headerParameters() async throws {
        let jwk = issuer.signer.jwk
        let values: [(String, JSONValue)] = [
            ("crit", ["exp"]), ("crit", []), ("crit", .null), ("b64", false), ("b64", true),
            ("jwk", .object(jwk)), ("jku", "https://evil.example/jwks.json"),
            ("x5u", "https://evil.example/c.pem"), ("x5c", ["AAAA"]),
        ]
        for (name, value) in values {
            var header = TestIssuer.header
            header[name] = value
            #expect(try await refusal(header: header) == .headerParameterNotAllowed, "\(name)")
        }
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

    @Test(arguments: ["", "[]", "{\"exp\":1", "{\"exp\":1,\"exp\":2}", "{\"sub\":\"\\ud800\"}"])
    func payloadThatIsNoObject(text: String) async throws {
        let token = try issuer.token(
            header: TestIssuer.header.jsonBytes, payload: Array(text.utf8))
        #expect(try await refusal(of: token) == .malformedClaims)
    }

    @Test func claimsOfWrongTypes() async throws {
        let wrong: [(String, JSONValue?)] = [
            ("exp", nil), ("exp", "1800003600"), ("exp", .double(1_800_003_600.5)), ("exp", .null),
            ("exp", .double(1e300)), ("iat", nil), ("iat", "x"), ("nbf", "x"), ("nbf", .null),
            ("sub", nil), ("sub", 1), ("iss", 1), ("token_use", 1), ("client_id", ["a"]),
            ("username", 1), ("cognito:groups", "admin"), ("cognito:groups", [1]), ("scope", ["a"]),
            ("jti", 1), ("origin_jti", .null), ("email", 1),
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
        #expect(try await refusal(changing: "nbf", to: .integer(now + 61)) == .notYetValid)
        #expect(try await refusal(changing: "nbf", to: .integer(.max)) == .notYetValid)
        #expect(
            try await refusal(
                changing: "nbf", to: .integer(now + TokenLimits.futureToleranceSeconds)) == nil)
        #expect(try await refusal(changing: "iat", to: .integer(now + 61)) == .issuedInFuture)
        #expect(
            try await refusal(
                changing: "iat", to: .integer(now + TokenLimits.futureToleranceSeconds)) == nil)
    }

    @Test func skewMovesAllThreeTimes() async throws {
        let verifier = try issuer.verifier(skew: 60)
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
