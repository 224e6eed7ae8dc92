import Cryptography
import Storage

/// The 32 bytes that everything secret in the pool's files depends on: `code.key` (mode 0600) beside
/// the database, or what the operator hands in from somewhere safer. Without it the files yield no
/// key, no code and no client secret.
enum PoolSecret {
    /// The secret; made at the first start unless one is given.
    ///
    /// - Throws: `secretDiffers` when both are there and aren't the same.
    static func open(
        directory: String, isNewPool: Bool, given: [UInt8]?, random: SecureRandom
    ) throws(UserPoolError) -> [UInt8] {
        let path = "\(directory)/code.key"
        guard let given else { return try file(path, isNewPool: isNewPool, random: random) }
        guard PrivateFile.exists(path) else { return given }
        guard constantTimeEqual(try file(path, isNewPool: false, random: random), given) else {
            throw .secretDiffers(path: path)
        }
        return given
    }

    /// Seals under a key of its own for each purpose.
    static func sealing(_ secret: [UInt8], _ purpose: String) throws(UserPoolError) -> AESGCM {
        let key = HMACSHA256.authenticate(key: secret, message: Array(purpose.utf8))
        do { return try AESGCM(key: key) } catch { throw .keyUnusable(path: "code.key") }
    }

    private static func file(
        _ path: String, isNewPool: Bool, random: SecureRandom
    ) throws(UserPoolError) -> [UInt8] {
        let bytes = try KeyFile.load(path, isNewPool: isNewPool) {
            random.bytes(Limits.codeKeyBytes)
        }
        guard bytes.count == Limits.codeKeyBytes else { throw .keyUnusable(path: path) }
        return bytes
    }
}
