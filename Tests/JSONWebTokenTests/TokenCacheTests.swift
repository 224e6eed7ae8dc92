import Cryptography
import StrictJSON
import Testing

@testable import JSONWebToken

@Suite struct TokenCacheTests {
    private let issuer: TestIssuer
    private let now = TestIssuer.now

    init() throws {
        issuer = try #require(TestIssuer.shared)
    }

    private func token(_ number: Int, expiry: Int64 = 3600, padding: Int = 0) throws -> String {
        var claims = TestIssuer.accessClaims
        claims["jti"] = .string("token-\(number)")
        claims["exp"] = .integer(now + expiry)
        if padding > 0 { claims["padding"] = .string(String(repeating: "x", count: padding)) }
        return try issuer.token(claims: claims)
    }

    @Test func theSecondTimeIsAHit() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1)
        let first = try verifier.verifyAtOnce(token, now: now)
        #expect(verifier.cacheStatistics.misses == 1 && verifier.cacheStatistics.hits == 0)
        #expect(verifier.cacheStatistics.entries == 1)
        #expect(verifier.cacheStatistics.bytes > token.utf8.count)
        #expect(try verifier.verifyAtOnce(token, now: now) == first)
        #expect(verifier.cacheStatistics.hits == 1)
    }

    @Test func aTokenThatDiffersInOneByteIsNoHit() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1)
        _ = try verifier.verifyAtOnce(token, now: now)
        var bytes = Array(token.utf8)
        bytes[bytes.count - 20] = bytes[bytes.count - 20] == 65 ? 66 : 65
        let forged = String(decoding: bytes, as: UTF8.self)
        #expect(throws: TokenError.invalidSignature) {
            try verifier.verifyAtOnce(forged, now: now)
        }
        #expect(verifier.cacheStatistics.hits == 0 && verifier.cacheStatistics.entries == 1)
    }

    /// The cache finds tokens by their end: whoever puts other claims before a signature that it knows
    /// must not get its entry.
    @Test func otherClaimsUnderAKnownSignatureAreNoHit() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1)
        _ = try verifier.verifyAtOnce(token, now: now)
        let parts = token.split(separator: ".").map(String.init)
        let others = try self.token(2).split(separator: ".").map(String.init)
        let same = "\(parts[0]).\(others[1]).\(parts[2])"
        #expect(same.utf8.count == token.utf8.count && same != token)
        for forged in [same, "\(parts[0]).\(parts[1])A.\(parts[2])"] {
            #expect(throws: TokenError.self) { try verifier.verifyAtOnce(forged, now: now) }
        }
        #expect(verifier.cacheStatistics.hits == 0 && verifier.cacheStatistics.entries == 1)
    }

    @Test func whatWasRefusedIsNotKept() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        for token in ["a.b.c", try token(1, expiry: 0), try issuer.token() + "="] {
            #expect(throws: TokenError.self) { try verifier.verifyAtOnce(token, now: now) }
        }
        #expect(verifier.cacheStatistics.entries == 0)
    }

    @Test func anEntryDiesWithExp() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1, expiry: 10)
        _ = try verifier.verifyAtOnce(token, now: now)
        #expect(try verifier.verifyAtOnce(token, now: now + 9) != nil)
        #expect(throws: TokenError.expired) { try verifier.verifyAtOnce(token, now: now + 10) }
        #expect(verifier.cacheStatistics.entries == 0)
    }

    /// A clock that was set back: the token is of the future, cached or not.
    @Test func theOtherTimesAreCheckedAgainToo() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1)
        _ = try verifier.verifyAtOnce(token, now: now)
        #expect(throws: TokenError.issuedInFuture) {
            try verifier.verifyAtOnce(token, now: now - 11)
        }
    }

    @Test func anEntryDiesWithItsKey() throws {
        let keys = ReplaceableKeySource(issuer.signer.verificationKey)
        let verifier = try issuer.verifier(keys: keys, cachedTokens: 100)
        let token = try token(1)
        _ = try verifier.verifyAtOnce(token, now: now)
        keys.replace(with: nil)
        #expect(throws: TokenError.unknownKey) { try verifier.verifyAtOnce(token, now: now) }
        #expect(verifier.cacheStatistics.entries == 0)
        // Another key under the same id.
        keys.replace(with: issuer.signer.verificationKey)
        _ = try verifier.verifyAtOnce(token, now: now)
        keys.replace(
            with: try TokenSigner(
                privateKeyPEM: RSAPrivateKey.generate().pem(), keyID: TestIssuer.keyID
            ).verificationKey)
        #expect(throws: TokenError.invalidSignature) {
            try verifier.verifyAtOnce(token, now: now)
        }
    }

    /// The same key, read from a document again, doesn't empty the cache.
    @Test func aRefreshOfTheSameKeysKeepsTheEntries() async throws {
        let jwks = ScriptedJWKS()
        jwks.publish(keys: [issuer.signer.verificationKey])
        let source = JWKSKeySource(
            fetch: { try await jwks.fetch() }, now: { jwks.now }, wait: { _ in })
        let verifier = try issuer.verifier(keys: source, cachedTokens: 100)
        let token = try token(1)
        _ = try await verifier.verify(token, now: now)
        try await source.preload()
        _ = try await verifier.verify(token, now: now)
        #expect(jwks.fetches == 2 && verifier.cacheStatistics.hits == 1)
    }

    @Test func whoKnowsThatATokenIsRevokedTakesItOut() throws {
        let verifier = try issuer.verifier(cachedTokens: 100)
        let token = try token(1)
        _ = try verifier.verifyAtOnce(token, now: now)
        verifier.forget(token)
        #expect(verifier.cacheStatistics.entries == 0 && verifier.cacheStatistics.bytes == 0)
        #expect(try verifier.verifyAtOnce(token, now: now) != nil)
    }

    @Test func zeroIsOff() throws {
        let verifier = try issuer.verifier()
        let token = try token(1)
        for _ in 0..<3 { _ = try verifier.verifyAtOnce(token, now: now) }
        verifier.forget(token)
        #expect(verifier.cacheStatistics == TokenCacheStatistics())
    }

    @Test(arguments: [2, 3, 10, 100])
    func neverMoreEntriesThanAllowed(limit: Int) throws {
        let cache = TokenCache(entries: limit)
        for number in 0..<1_000 {
            cache.insert(try entry("token-\(number)"))
            #expect(cache.statistics.entries <= limit)
        }
        #expect(cache.statistics.entries > 0)
    }

    /// Bytes bound it as well: of tokens of 8 KB there are fewer.
    @Test func neverMoreBytesThanAllowed() throws {
        let cache = TokenCache(entries: 1_000)
        let head = String(repeating: "x", count: 8_000)
        for number in 0..<2_000 { cache.insert(try entry(head + "\(number)")) }
        #expect(cache.statistics.bytes <= 1_000 * TokenLimits.cacheBytesPerEntry)
        #expect(cache.statistics.entries < 200 && cache.statistics.entries > 50)
        for number in 0..<2_000 { cache.remove(head + "\(number)") }
        #expect(cache.statistics.entries == 0 && cache.statistics.bytes == 0)
    }

    /// What is asked for stays, whatever else comes.
    @Test func whatIsInUseStays() throws {
        let cache = TokenCache(entries: 64)
        cache.insert(try entry("kept"))
        for number in 0..<5_000 {
            cache.insert(try entry("token-\(number)"))
            #expect(cache.find("kept") != nil)
        }
        #expect(cache.find("token-0") == nil)
    }

    private func entry(_ token: String) throws -> TokenCache.Entry {
        let claims = ClaimReader(
            claims: try JSONDocument(jsonBytes: TestIssuer.accessClaims.jsonBytes))
        let accepted = AcceptedClaims(
            times: try TokenTimes(claims), tokenUse: .access, issuer: TestIssuer.issuer,
            clientID: TestIssuer.clientID)
        return TokenCache.Entry(
            token: token, verified: try VerifiedToken(claims, accepted), times: accepted.times,
            key: issuer.signer.verificationKey, issuer: 0)
    }
}
