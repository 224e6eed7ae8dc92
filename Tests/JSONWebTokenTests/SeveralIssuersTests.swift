import Cryptography
import JSONWebToken
import StrictJSON
import Testing

/// Two pools whose tokens are accepted side by side.
@Suite struct SeveralIssuersTests {
    private static let otherIssuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other"
    private static let second = Result { try TestIssuer() }

    private let ours: TestIssuer
    private let other: TestIssuer
    private let verifier: TokenVerifier
    private let now = TestIssuer.now

    init() throws {
        ours = try #require(TestIssuer.shared)
        other = try Self.second.get()
        verifier = try TokenVerifier(
            issuers: [
                TrustedIssuer(
                    TestIssuer.issuer, clientIDs: [TestIssuer.clientID, "second"],
                    tokenUses: [.access], keys: StaticKeySource([ours.signer.verificationKey])),
                TrustedIssuer(
                    Self.otherIssuer, clientIDs: ["theirs"], tokenUses: [.access, .id],
                    keys: StaticKeySource([other.signer.verificationKey])),
            ], cachedTokens: 10)
    }

    private var otherClaims: JSONObject {
        var claims = TestIssuer.accessClaims
        claims["iss"] = .string(Self.otherIssuer)
        claims["client_id"] = "theirs"
        return claims
    }

    @Test func bothAreAccepted() async throws {
        var second = TestIssuer.accessClaims
        second["client_id"] = "second"
        for token in [
            try ours.token(), try ours.token(claims: second), try other.token(claims: otherClaims),
        ] {
            for _ in 0..<2 { _ = try await verifier.verify(token, now: now) }
        }
        #expect(verifier.cacheStatistics.hits == 3)
    }

    /// The header names the same key id: it is the issuer that chooses the key.
    @Test func noIssuerSignsForAnother() async throws {
        let token = try other.token(claims: TestIssuer.accessClaims)
        await #expect(throws: TokenError.invalidSignature) {
            try await verifier.verify(token, now: now)
        }
        let reverse = try ours.token(claims: otherClaims)
        await #expect(throws: TokenError.invalidSignature) {
            try await verifier.verify(reverse, now: now)
        }
    }

    @Test func eachHasItsOwnClientsAndUses() async throws {
        var claims = TestIssuer.accessClaims
        claims["client_id"] = "theirs"
        let client = try ours.token(claims: claims)
        await #expect(throws: TokenError.wrongClient) {
            try await verifier.verify(client, now: now)
        }
        let use = try ours.token(claims: TestIssuer.idClaims)
        await #expect(throws: TokenError.wrongTokenUse) { try await verifier.verify(use, now: now) }
    }

    @Test(arguments: [nil, "", "https://evil.example", .string(otherIssuer + "/")] as [JSONValue?])
    func aStrangerIsRefused(issuer: JSONValue?) async throws {
        var claims = otherClaims
        claims["iss"] = issuer
        let token = try other.token(claims: claims)
        await #expect(throws: TokenError.wrongIssuer) { try await verifier.verify(token, now: now) }
    }
}
