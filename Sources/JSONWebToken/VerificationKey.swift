import Cryptography
public import StrictJSON

/// A public key that verifies RS256 signatures, under the id that tokens name it by.
public struct VerificationKey: Sendable {
    public let id: String
    private let key: RSAPublicKey

    /// A key of its big-endian parameters.
    ///
    /// Throws `invalidKeyID`, or `weakKey` for less than 2048 or more than 8192 bits, an even
    /// modulus, or an exponent that is even or below 3; `invalidKey` if libcrypto refuses it.
    public init(id: String, modulus: [UInt8], exponent: [UInt8]) throws(TokenError) {
        guard TokenHeader.isValid(keyID: id) else { throw .invalidKeyID }
        do throws(CryptographyError) {
            self.init(id: id, key: try RSAPublicKey(modulus: modulus, exponent: exponent))
        } catch .weakKey {
            throw .weakKey
        } catch {
            throw .invalidKey
        }
    }

    /// A key from a JSON Web Key (RFC 7517, RFC 7518 §6.3.1) that is meant for RS256 signatures.
    ///
    /// Throws `missingKeyID`, `wrongKeyType` (`kty`, `alg`), `wrongKeyUse` (`use`, `key_ops`),
    /// `invalidKey` for parameters that aren't base64url or a private key that is given away, and as
    /// the other initialiser.
    public init(jwk: JSONObject) throws(TokenError) {
        guard let id = jwk["kid"]?.stringValue else { throw .missingKeyID }
        guard jwk["kty"] == .string("RSA"), [nil, .string("RS256")].contains(jwk["alg"])
        else { throw .wrongKeyType }
        guard [nil, .string("sig")].contains(jwk["use"]), Self.mayVerify(jwk["key_ops"])
        else { throw .wrongKeyUse }
        // Whoever publishes a private key has no key.
        guard jwk["d"] == nil,
            let modulus = jwk["n"]?.stringValue.flatMap({ Base64URL.decode($0) }),
            let exponent = jwk["e"]?.stringValue.flatMap({ Base64URL.decode($0) })
        else { throw .invalidKey }
        try self.init(id: id, modulus: modulus, exponent: exponent)
    }

    init(id: String, key: RSAPublicKey) {
        self.id = id
        self.key = key
    }

    /// The key as a JSON Web Key, its members as Cognito has them.
    public var jwk: JSONObject {
        [
            "alg": "RS256", "e": .string(Base64URL.encode(key.exponent)), "kid": .string(id),
            "kty": "RSA", "n": .string(Base64URL.encode(key.modulus)), "use": "sig",
        ]
    }

    /// The key's SHA-256 thumbprint (RFC 7638), 32 bytes; its id doesn't enter into it.
    public var thumbprint: [UInt8] { Self.thumbprint(of: key) }

    static func thumbprint(of key: RSAPublicKey) -> [UInt8] {
        let members: JSONObject = [
            "e": .string(Base64URL.encode(key.exponent)), "kty": "RSA",
            "n": .string(Base64URL.encode(key.modulus)),
        ]
        return SHA256.hash(members.jsonBytes)
    }

    /// Whether `signature` is this key's over `message`.
    func verify(signature: RawSpan, message: RawSpan) -> Bool {
        key.verifyPKCS1SHA256(signature: signature, message: message)
    }

    /// Whether both are the same key under the same id.
    func isSame(as other: VerificationKey) -> Bool {
        guard id == other.id else { return false }
        return key === other.key
            || key.modulus == other.key.modulus && key.exponent == other.key.exponent
    }

    private static func mayVerify(_ operations: JSONValue?) -> Bool {
        guard let operations else { return true }
        return operations.arrayValue?.contains(.string("verify")) ?? false
    }
}
