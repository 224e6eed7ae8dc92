import Cryptography

/// A refresh token: opaque random in the shape of Cognito's five-part JWE. The pool keeps a keyed
/// hash of it alone; 512 random bits need no slow one.
struct RefreshToken: Sendable {
    let text: String

    /// `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`, by which clients know a refresh token.
    private static let header = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ"

    /// Bytes of a JWE's parts: encrypted key, initialisation vector, ciphertext, tag.
    private static let parts = [32, 12, 32, 16]

    init(random: SecureRandom) {
        let segments = Self.parts.map { Base64URL.encode(random.bytes($0)) }
        text = ([Self.header] + segments).joined(separator: ".")
    }

    /// What somebody presented.
    init(presented text: String) {
        self.text = text
    }

    /// Whether it can be a refresh token; access and ID tokens have three parts.
    var hasShape: Bool {
        text.hasPrefix(Self.header + ".") && text.utf8.count { $0 == UInt8(ascii: ".") } == 4
    }

    /// What is stored of it: nothing that could be compared with a token found elsewhere without
    /// the key, which is beside the database.
    func hash(_ secrets: PoolSecrets) -> [UInt8] {
        Self.keyed(SHA256.hash(Array(text.utf8)), secrets)
    }

    /// The stored form of a token whose SHA-256 is all that is known: what the first release kept.
    static func keyed(_ digest: [UInt8], _ secrets: PoolSecrets) -> [UInt8] {
        secrets.keyedHash(of: Hex.encode(digest), for: "refresh token")
    }
}
