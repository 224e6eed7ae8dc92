import Cryptography
public import StrictJSON

/// Signs tokens with RS256, in the form of Cognito's: the header is exactly
/// `{"kid":"…","alg":"RS256"}`.
public struct TokenSigner: Sendable {
    /// The id that tokens name the key by.
    public var keyID: String { verificationKey.id }
    /// The public half, to verify with and to publish.
    public let verificationKey: VerificationKey
    private let key: RSAPrivateKey
    private let header: String

    /// A signer with a private key in PEM (PKCS#8 or PKCS#1, not encrypted).
    ///
    /// Without `keyID` the id is the key's SHA-256 thumbprint (RFC 7638) in standard base64: 44
    /// characters, like Cognito's. Throws `invalidKey` and `invalidKeyID`.
    public init(privateKeyPEM: String, keyID: String? = nil) throws(TokenError) {
        guard let key = try? RSAPrivateKey(pem: privateKeyPEM) else { throw .invalidKey }
        try self.init(key: key, keyID: keyID)
    }

    /// A signer with a new 2048-bit key. Takes about 0.1 s. Throws `invalidKey` if none can be
    /// made.
    public static func generate() throws(TokenError) -> TokenSigner {
        guard let key = try? RSAPrivateKey.generate() else { throw .invalidKey }
        return try TokenSigner(key: key, keyID: nil)
    }

    private init(key: RSAPrivateKey, keyID: String?) throws(TokenError) {
        let keyID = keyID ?? Base64.encode(VerificationKey.thumbprint(of: key.publicKey))
        guard TokenHeader.isValid(keyID: keyID) else { throw .invalidKeyID }
        self.key = key
        verificationKey = VerificationKey(id: keyID, key: key.publicKey)
        let header: JSONObject = ["kid": .string(keyID), "alg": "RS256"]
        self.header = Base64URL.encode(header.jsonBytes)
    }

    /// A token of these claims, as they are. Takes about 0.7 ms. Throws `signingFailed`.
    public func sign(claims: JSONObject) throws(TokenError) -> String {
        let signingInput = header + "." + Base64URL.encode(claims.jsonBytes)
        guard let signature = try? key.signPKCS1SHA256(message: Array(signingInput.utf8))
        else { throw .signingFailed }
        return signingInput + "." + Base64URL.encode(signature)
    }

    /// The public half as a JSON Web Key, for the JWKS document.
    public var jwk: JSONObject { verificationKey.jwk }

    /// The private key as unencrypted PKCS#8 PEM, to keep it. Throws `invalidKey` if it can't be
    /// written.
    public func privateKeyPEM() throws(TokenError) -> String {
        guard let pem = try? key.pem() else { throw .invalidKey }
        return pem
    }
}
