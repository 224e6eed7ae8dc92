import CognitoAPI
import Cryptography

/// What keeps users' secrets readable to the pool alone: a leaked database without the key file
/// gives nobody a verifier, a one-time-password secret or a session.
struct PoolSecrets: Sendable {
    private let cipher: AESGCM
    private let hashKey: [UInt8]
    private let random: SecureRandom

    /// - Parameter key: the key file's 32 bytes; what is used is derived from them.
    init(key: [UInt8], random: SecureRandom) throws(CryptographyError) {
        cipher = try AESGCM(key: HMACSHA256.authenticate(key: key, message: Self.sealing))
        hashKey = HMACSHA256.authenticate(key: key, message: Self.hashing)
        self.random = random
    }

    private static let sealing = Array("user secrets".utf8)
    private static let hashing = Array("keyed hashes".utf8)

    /// - Parameter purpose: what it is and whose; only the same words open it again.
    func seal(_ plaintext: [UInt8], for purpose: String) throws(CognitoError) -> [UInt8] {
        do {
            return try cipher.seal(
                plaintext, authenticating: Array(purpose.utf8), random: random)
        } catch {
            throw CognitoError.somethingWentWrong
        }
    }

    /// Nil for anything that wasn't sealed here for that purpose.
    func open(_ sealed: [UInt8], for purpose: String) -> [UInt8]? {
        try? cipher.open(sealed, authenticating: Array(purpose.utf8))
    }

    /// 32 bytes that only the pool can compute from `text`.
    func keyedHash(of text: String, for purpose: String) -> [UInt8] {
        HMACSHA256.authenticate(key: hashKey, message: Array("\(purpose)\n\(text)".utf8))
    }
}
