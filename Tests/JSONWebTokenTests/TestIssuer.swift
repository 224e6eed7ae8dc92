import Cryptography
import JSONWebToken
import StrictJSON

/// An issuer of tokens for tests: signs whatever header and payload a test wants, correctly.
struct TestIssuer {
    static let issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    static let clientID = "1h57kf5cpq17m0eml12example"
    static let keyID = "4TFsqg0Yn52a2PturPJf20yVZ+pH+JS/unaOk/znMYs="
    /// The second at which tokens of this issuer are fresh.
    static let now: Int64 = 1_800_000_000

    /// Made once: drawing a key takes longer than a test.
    static let shared = try? TestIssuer()

    let key: RSAPrivateKey
    let signer: TokenSigner

    init() throws {
        key = try RSAPrivateKey.generate()
        signer = try TokenSigner(privateKeyPEM: key.pem(), keyID: Self.keyID)
    }

    static let header: JSONObject = ["kid": .string(keyID), "alg": "RS256"]

    static let accessClaims: JSONObject = [
        "sub": "0d2f1c3a-1111-4222-8333-444455556666", "cognito:groups": ["admin", "ops"],
        "iss": .string(issuer), "version": 2, "client_id": .string(clientID),
        "origin_jti": "9f0c7ad8-aaaa-4bbb-8ccc-ddddeeeeffff", "token_use": "access",
        "scope": "aws.cognito.signin.user.admin openid", "auth_time": .integer(now - 10),
        "exp": .integer(now + 3600), "iat": .integer(now - 10),
        "jti": "5b3a9c00-1234-4abc-9def-001122334455", "username": "alice",
    ]

    static let idClaims: JSONObject = [
        "sub": "0d2f1c3a-1111-4222-8333-444455556666", "email_verified": true,
        "iss": .string(issuer), "cognito:username": "alice", "aud": .string(clientID),
        "token_use": "id", "exp": .integer(now + 3600), "iat": .integer(now - 10),
        "email": "alice@example.com",
    ]

    /// A correctly signed token of any header and payload bytes.
    func token(header: [UInt8], payload: [UInt8]) throws -> String {
        let input = Base64URL.encode(header) + "." + Base64URL.encode(payload)
        let signature = try key.signPKCS1SHA256(message: Array(input.utf8))
        return input + "." + Base64URL.encode(signature)
    }

    func token(header: JSONObject = header, claims: JSONObject = accessClaims) throws -> String {
        try token(header: header.jsonBytes, payload: claims.jsonBytes)
    }

    /// A verifier that accepts access tokens of this issuer, unless told otherwise.
    func verifier(
        uses: Set<TokenUse> = [.access], keys: (any KeySource)? = nil, skew: ClockSkew = .none,
        cachedTokens: Int = 0
    ) throws -> TokenVerifier {
        try TokenVerifier(
            issuer: Self.issuer, clientIDs: [Self.clientID], tokenUses: uses,
            keys: keys ?? StaticKeySource([signer.verificationKey]), clockSkew: skew,
            cachedTokens: cachedTokens)
    }
}
