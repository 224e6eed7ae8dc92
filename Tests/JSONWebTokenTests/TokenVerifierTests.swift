import JSONWebToken
import StrictJSON
import Testing

@Suite struct TokenVerifierTests {
    private let issuer: TestIssuer

    init() throws {
        issuer = try #require(TestIssuer.shared)
    }

    @Test func accessToken() async throws {
        let token = try await issuer.verifier().verify(issuer.token(), now: TestIssuer.now)
        #expect(token.tokenUse == .access)
        #expect(token.subject == "0d2f1c3a-1111-4222-8333-444455556666")
        #expect(token.username == "alice")
        #expect(token.clientID == TestIssuer.clientID)
        #expect(token.issuer == TestIssuer.issuer)
        #expect(token.issuedAt == TestIssuer.now - 10)
        #expect(token.expiresAt == TestIssuer.now + 3600)
        #expect(token.originJTI == "9f0c7ad8-aaaa-4bbb-8ccc-ddddeeeeffff")
        #expect(token.jti == "5b3a9c00-1234-4abc-9def-001122334455")
        #expect(token.groups == ["admin", "ops"])
        #expect(token.scopes == ["aws.cognito.signin.user.admin", "openid"])
        #expect(token.email == nil)
        #expect(token.claims == TestIssuer.accessClaims)
        #expect(token.claims.jsonBytes == TestIssuer.accessClaims.jsonBytes)
        #expect(token.payload == TestIssuer.accessClaims.jsonBytes)
    }

    @Test func idToken() async throws {
        let token = try await issuer.verifier(uses: [.id, .access])
            .verify(issuer.token(claims: TestIssuer.idClaims), now: TestIssuer.now)
        #expect(token.tokenUse == .id)
        #expect(token.username == "alice")
        #expect(token.clientID == TestIssuer.clientID)
        #expect(token.email == "alice@example.com")
        #expect(token.groups.isEmpty)
        #expect(token.scopes.isEmpty)
        #expect(token.jti == nil)
    }

    /// The token of `client_credentials` has no user.
    @Test func clientsOwnToken() async throws {
        var claims = TestIssuer.accessClaims
        claims["username"] = nil
        claims["sub"] = .string(TestIssuer.clientID)
        let token = try await issuer.verifier().verify(
            issuer.token(claims: claims), now: TestIssuer.now)
        #expect(token.username == TestIssuer.clientID)
    }

    /// A remembered header is bound to a key id, not to a key: without the key it's worth nothing.
    @Test func rememberedHeaderNeedsItsKey() async throws {
        let keys = ReplaceableKeySource(issuer.signer.verificationKey)
        let verifier = try issuer.verifier(keys: keys)
        let token = try issuer.token()
        for _ in 0..<3 { _ = try await verifier.verify(token, now: TestIssuer.now) }
        keys.replace(with: nil)
        await #expect(throws: TokenError.unknownKey) {
            try await verifier.verify(token, now: TestIssuer.now)
        }
        keys.replace(with: try TestIssuer().signer.verificationKey)
        await #expect(throws: TokenError.invalidSignature) {
            try await verifier.verify(token, now: TestIssuer.now)
        }
    }

    @Test func moreHeadersThanAreRemembered() async throws {
        let verifier = try issuer.verifier()
        for round in 0..<30 {
            var header = TestIssuer.header
            header["typ"] = .string("JWT\(round)")
            let token = try issuer.token(header: header)
            await #expect(throws: Never.self) {
                try await verifier.verify(token, now: TestIssuer.now)
            }
        }
    }

    @Test func emptyOrWideConfigurationIsRefused() throws {
        func make(
            _ issuers: [String], _ clients: Set<String>, _ uses: Set<TokenUse>,
            _ skew: ClockSkew = .none
        ) throws(TokenError) {
            let trusted = issuers.map {
                TrustedIssuer(
                    $0, clientIDs: clients, tokenUses: uses, keys: StaticKeySource([]))
            }
            _ = try TokenVerifier(issuers: trusted, clockSkew: skew)
        }
        let skews = [(-1, 0), (61, 0), (0, -1), (0, 61)].map(ClockSkew.init(expiry:future:))
        #expect(throws: TokenError.invalidConfiguration) { try make([], ["c"], [.id]) }
        #expect(throws: TokenError.invalidConfiguration) { try make([""], ["c"], [.id]) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i", "i"], ["c"], [.id]) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], [], [.id]) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], ["c"], []) }
        for skew in skews {
            #expect(throws: TokenError.invalidConfiguration) {
                try make(["i"], ["c"], [.id], skew)
            }
        }
        #expect(throws: Never.self) {
            try make(["i", "j"], ["c"], [.id], ClockSkew(expiry: 60, future: 60))
        }
    }

    @Test func unverifiedTokenShowsWhatIsWritten() throws {
        let token = try UnverifiedToken(issuer.token())
        #expect(token.header == TestIssuer.header)
        #expect(token.claims == TestIssuer.accessClaims)
        #expect(throws: TokenError.wrongSegmentCount) { try UnverifiedToken("a.b") }
    }

    @Test func errorsHaveTheContractsCodes() {
        let codes = Set(TokenError.allCases.map(\.code))
        #expect(
            codes == [
                "invalid_token", "token_expired", "wrong_token_use", "wrong_client", "wrong_issuer",
                "group_required", "insufficient_scope", "upstream_unavailable", "misconfigured",
                "internal",
            ])
    }

    @Test func groupsAndScopes() async throws {
        let token = try await issuer.verifier().verify(issuer.token(), now: TestIssuer.now)
        #expect(throws: Never.self) { try token.require(oneOfGroups: ["ops", "other"]) }
        #expect(throws: TokenError.missingGroup) { try token.require(oneOfGroups: ["Ops", "op"]) }
        #expect(throws: TokenError.missingGroup) { try token.require(oneOfGroups: []) }
        #expect(throws: Never.self) { try token.require(scopes: ["openid"]) }
        #expect(throws: Never.self) { try token.require(scopes: []) }
        #expect(throws: TokenError.missingScope) { try token.require(scopes: ["openid", "email"]) }
    }

    /// Another spelling of the same characters is another group.
    @Test func namesAreComparedByTheirBytes() async throws {
        var claims = TestIssuer.accessClaims
        claims["cognito:groups"] = ["caf\u{e9}"]
        let token = try await issuer.verifier().verify(
            issuer.token(claims: claims), now: TestIssuer.now)
        #expect(throws: Never.self) { try token.require(oneOfGroups: ["caf\u{e9}"]) }
        #expect(throws: TokenError.missingGroup) {
            try token.require(oneOfGroups: ["cafe\u{301}"])
        }
    }

    @Test func atOnceIsTheSameWithoutWaiting() async throws {
        let verifier = try issuer.verifier()
        let token = try issuer.token()
        let waited = try await verifier.verify(token, now: TestIssuer.now)
        #expect(try verifier.verifyAtOnce(token, now: TestIssuer.now) == waited)
        #expect(throws: TokenError.expired) {
            try verifier.verifyAtOnce(token, now: TestIssuer.now + 3600)
        }
        let issuerJWKS = ScriptedJWKS()
        issuerJWKS.publish(["other"])
        let source = JWKSKeySource(
            fetch: { try await issuerJWKS.fetch() }, now: { issuerJWKS.now }, wait: { _ in })
        let waiting = try issuer.verifier(keys: source)
        #expect(try waiting.verifyAtOnce(token, now: TestIssuer.now) == nil)
        await #expect(throws: TokenError.unknownKey) {
            try await waiting.verify(token, now: TestIssuer.now)
        }
        // There is no such key, as far as is known: whether there is now, the issuer has to be asked.
        #expect(try waiting.verifyAtOnce(token, now: TestIssuer.now) == nil)
    }

    /// Every token that differs in one byte from a good one is refused, or is the same token.
    @Test func everyChangedCharacterIsRefused() async throws {
        let verifier = try issuer.verifier()
        let good = try issuer.token()
        var random = SystemRandomNumberGenerator()
        for index in good.utf8.indices {
            var bytes = Array(good.utf8)
            let offset = good.utf8.distance(from: good.startIndex, to: index)
            bytes[offset] ^= UInt8(1) << UInt8.random(in: 0..<7, using: &random)
            let changed = String(decoding: bytes, as: UTF8.self)
            await #expect(throws: TokenError.self) {
                try await verifier.verify(changed, now: TestIssuer.now)
            }
        }
    }
}
