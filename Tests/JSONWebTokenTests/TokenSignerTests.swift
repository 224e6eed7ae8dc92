import Cryptography
import JSONWebToken
import StrictJSON
import Testing

@Suite struct TokenSignerTests {
    @Test func headerIsCognitos() throws {
        let issuer = try #require(TestIssuer.shared)
        let token = try issuer.signer.sign(claims: ["sub": "x"])
        let header = try #require(token.split(separator: ".").first.map(String.init))
        let bytes = try #require(Base64URL.decode(header))
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"kid\":\"4TFsqg0Yn52a2PturPJf20yVZ+pH+JS/unaOk/znMYs=\",\"alg\":\"RS256\"}")
    }

    @Test func whatItSignsVerifies() async throws {
        let signer = try TokenSigner.generate()
        let keys = try JSONWebKeySet(
            jsonBytes: JSONWebKeySet(keys: [signer.verificationKey]).jsonBytes
        ).keys
        let verifier = try TokenVerifier(
            issuer: TestIssuer.issuer, clientIDs: [TestIssuer.clientID], tokenUses: [.access],
            keys: StaticKeySource(keys), clockSkew: .none)
        let token = try signer.sign(claims: TestIssuer.accessClaims)
        let verified = try await verifier.verify(token, now: TestIssuer.now)
        #expect(verified.claims == TestIssuer.accessClaims)
    }

    @Test func keyIDIsTheThumbprintAndSurvivesPEM() throws {
        let signer = try TokenSigner.generate()
        #expect(signer.keyID.count == 44)
        #expect(Base64.decode(signer.keyID)?.count == 32)
        let again = try TokenSigner(privateKeyPEM: signer.privateKeyPEM())
        #expect(again.keyID == signer.keyID)
        #expect(again.jwk == signer.jwk)
        #expect(try TokenSigner.generate().keyID != signer.keyID)
    }

    /// RFC 7638 §3.1.
    @Test func thumbprintOfTheRFC() throws {
        let modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
        let key = try VerificationKey(
            id: "k", modulus: try #require(Base64URL.decode(modulus)), exponent: [1, 0, 1])
        #expect(
            Base64URL.encode(key.thumbprint) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    @Test func jwkHasCognitosMembers() throws {
        let issuer = try #require(TestIssuer.shared)
        #expect(issuer.signer.jwk.members.map(\.name) == ["alg", "e", "kid", "kty", "n", "use"])
        #expect(issuer.signer.jwk["e"] == "AQAB")
    }

    @Test func badKeysAreRefused() {
        #expect(throws: TokenError.invalidKey) { try TokenSigner(privateKeyPEM: "secret") }
        #expect(throws: TokenError.invalidKeyID) {
            try TokenSigner(privateKeyPEM: TestIssuer.shared?.key.pem() ?? "", keyID: "\n")
        }
    }
}
