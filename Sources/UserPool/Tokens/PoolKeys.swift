import Cryptography
import JSONWebToken
import Storage

/// A pool's secrets: one RSA key for access tokens, another for ID tokens, and the key of the
/// codes' HMAC, which all pools share. Each is a file of mode 0600, made whole or not at all: the
/// default pool's in the data directory, others' in a directory of their id there.
struct PoolKeys: Sendable {
    let access: TokenSigner
    let id: TokenSigner
    let codeKey: [UInt8]

    /// The keys in `directory`. They are made when there is no pool yet; beside an existing one a
    /// missing file is refused, since new keys would void every token and code.
    static func open(
        directory: String, isNewPool: Bool, random: SecureRandom
    ) throws(UserPoolError) -> PoolKeys {
        PoolKeys(
            access: try signer("\(directory)/access.pem", isNewPool: isNewPool),
            id: try signer("\(directory)/id.pem", isNewPool: isNewPool),
            codeKey: try codeKey("\(directory)/code.key", isNewPool: isNewPool, random: random))
    }

    /// Makes the signing keys of a new pool.
    static func makeSigners(in directory: String) throws(UserPoolError) {
        do throws(StorageError) { try PrivateFile.makeDirectory(directory) } catch {
            throw .storage(error)
        }
        for name in signerNames { _ = try signer("\(directory)/\(name)", isNewPool: true) }
    }

    /// The keys of a pool that was made with `makeSigners`.
    static func signers(in directory: String, codeKey: [UInt8]) throws(UserPoolError) -> PoolKeys {
        PoolKeys(
            access: try signer("\(directory)/access.pem", isNewPool: false),
            id: try signer("\(directory)/id.pem", isNewPool: false), codeKey: codeKey)
    }

    static func removeSigners(in directory: String) {
        for name in signerNames { PrivateFile.remove("\(directory)/\(name)") }
        PrivateFile.removeDirectory(directory)
    }

    private static let signerNames = ["access.pem", "id.pem"]

    /// Seals client secrets in the database: who reads the file alone doesn't get them.
    func sealing() throws(UserPoolError) -> AESGCM {
        let key = HMACSHA256.authenticate(key: codeKey, message: Array("client secrets".utf8))
        do { return try AESGCM(key: key) } catch { throw .keyUnusable(path: "code.key") }
    }

    /// Keeps what users have to keep secret from whoever reads the file alone.
    func secrets(random: SecureRandom) throws(UserPoolError) -> PoolSecrets {
        do {
            return try PoolSecrets(key: codeKey, random: random)
        } catch {
            throw .keyUnusable(path: "code.key")
        }
    }

    private static func signer(_ path: String, isNewPool: Bool) throws(UserPoolError) -> TokenSigner
    {
        let bytes = try load(path, isNewPool: isNewPool) {
            (try? TokenSigner.generate().privateKeyPEM()).map { Array($0.utf8) }
        }
        do {
            return try TokenSigner(privateKeyPEM: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .keyUnusable(path: path)
        }
    }

    private static func codeKey(
        _ path: String, isNewPool: Bool, random: SecureRandom
    ) throws(UserPoolError) -> [UInt8] {
        let bytes = try load(path, isNewPool: isNewPool) { random.bytes(Limits.codeKeyBytes) }
        guard bytes.count == Limits.codeKeyBytes else { throw .keyUnusable(path: path) }
        return bytes
    }

    /// The file's bytes; a first start makes it. Should another process have been faster, its file
    /// is the one.
    private static func load(
        _ path: String, isNewPool: Bool, make: () -> [UInt8]?
    ) throws(UserPoolError) -> [UInt8] {
        let isThere = PrivateFile.exists(path)
        guard isThere || isNewPool, let draft = isThere ? [] : make() else {
            throw .keyMissing(path: path)
        }
        do {
            if !isThere { _ = try PrivateFile.create(path, bytes: draft) }
            return try PrivateFile.read(path, limit: Limits.keyFileBytes)
        } catch {
            throw .storage(error)
        }
    }
}
