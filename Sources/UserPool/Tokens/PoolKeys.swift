import Cryptography
import JSONWebToken

/// A pool's secrets: one RSA key for access tokens, another for ID tokens, and the secret that all
/// pools share: the key of the codes' HMAC, from which the keys that seal are derived.
///
/// The signing keys are files sealed under it, the default pool's in the data directory, others' in a
/// directory of their id there.
struct PoolKeys: Sendable {
    let access: TokenSigner
    let id: TokenSigner
    let codeKey: [UInt8]

    /// The keys in `directory`. They are made when there is no pool yet; beside an existing one a
    /// missing file is refused, since new keys would void every token and code.
    ///
    /// - Parameter secret: the shared secret, where the operator keeps it himself; nil: `code.key` in
    ///   the directory.
    static func open(
        directory: String, isNewPool: Bool, secret: [UInt8]?, random: SecureRandom
    ) throws(UserPoolError) -> PoolKeys {
        let codeKey = try PoolSecret.open(
            directory: directory, isNewPool: isNewPool, given: secret, random: random)
        let files = try SealedKeys(directory: directory, codeKey: codeKey, random: random)
        return PoolKeys(
            access: try files.signer("access", isNewPool: isNewPool),
            id: try files.signer("id", isNewPool: isNewPool), codeKey: codeKey)
    }

    /// The signing keys of a further pool, made in a directory of its own.
    static func make(
        in directory: String, codeKey: [UInt8], random: SecureRandom
    ) throws(UserPoolError) {
        let files = try SealedKeys(directory: directory, codeKey: codeKey, random: random)
        for name in names { _ = try files.signer(name, isNewPool: true) }
    }

    /// The keys of a pool that was made with `make`.
    static func open(
        in directory: String, codeKey: [UInt8], random: SecureRandom
    ) throws(UserPoolError) -> PoolKeys {
        let files = try SealedKeys(directory: directory, codeKey: codeKey, random: random)
        return PoolKeys(
            access: try files.signer("access", isNewPool: false),
            id: try files.signer("id", isNewPool: false), codeKey: codeKey)
    }

    static func remove(in directory: String) { SealedKeys.remove(names, in: directory) }

    private static let names = ["access", "id"]

    /// Seals client secrets in the database: who reads the file alone doesn't get them.
    func sealing() throws(UserPoolError) -> AESGCM {
        try PoolSecret.sealing(codeKey, "client secrets")
    }

    /// Keeps what users have to keep secret from whoever reads the file alone.
    func secrets(random: SecureRandom) throws(UserPoolError) -> PoolSecrets {
        do {
            return try PoolSecrets(key: codeKey, random: random)
        } catch {
            throw .keyUnusable(path: "code.key")
        }
    }
}
