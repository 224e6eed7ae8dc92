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
        let keys = StaticKeySource([])
        func make(
            _ issuers: Set<String>, _ clients: Set<String>, _ uses: Set<TokenUse>, _ skew: Int64
        ) throws(TokenError) {
            _ = try TokenVerifier(
                issuers: issuers, clientIDs: clients, tokenUses: uses, keys: keys, clockSkew: skew)
        }
        #expect(throws: TokenError.invalidConfiguration) { try make([], ["c"], [.id], 0) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], [], [.id], 0) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], ["c"], [], 0) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], ["c"], [.id], -1) }
        #expect(throws: TokenError.invalidConfiguration) { try make(["i"], ["c"], [.id], 61) }
        #expect(throws: Never.self) { try make(["i"], ["c"], [.id], 60) }
    }

    @Test func unverifiedTokenShowsWhatIsWritten() throws {
        let token = try UnverifiedToken(issuer.token())
        #expect(token.header == TestIssuer.header)
        #expect(token.claims == TestIssuer.accessClaims)
        #expect(throws: TokenError.malformed) { try UnverifiedToken("a.b") }
    }

    @Test func errorsHaveTheContractsCodes() {
        let codes = Set(TokenError.allCases.map(\.code))
        #expect(
            codes == [
                "invalid_token", "token_expired", "wrong_token_use", "wrong_client", "wrong_issuer",
                "upstream_unavailable", "misconfigured", "internal",
            ])
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
