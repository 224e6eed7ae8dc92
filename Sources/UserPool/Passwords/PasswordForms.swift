import CognitoAPI
import Cryptography
import GRDB

/// The forms in which a password is kept: the hash always, SRP's verifier where a client of the pool
/// allows SRP.
///
/// A user whose password was set while none did has no verifier and can't sign in by SRP; his next
/// sign-in with the password itself makes one.
struct PasswordForms: Sendable {
    /// Forms of one password, to be stored together.
    struct Stored: Sendable {
        let hash: String
        let verifier: VerifierRecord?
        /// The pool's PasswordHistorySize.
        let historySize: Int
    }

    let hasher: PasswordHasher
    let srp: SRPWork
    let secrets: PoolSecrets
    let random: SecureRandom
    let poolID: String
    let keepsVerifiers: Bool
    let historySize: Int

    /// - Parameter username: the user's own name, not an alias.
    /// - Throws: `TooManyRequestsException` when a queue is full.
    func make(_ password: String, for username: String) async throws(CognitoError) -> Stored {
        let hash = try await hasher.hash(password)
        return Stored(
            hash: hash, verifier: try await verifier(password, username, hash: hash),
            historySize: historySize)
    }

    /// Nil for an account without a password.
    func make(_ password: String?, for username: String) async throws(CognitoError) -> Stored? {
        guard let password else { return nil }
        return try await make(password, for: username) as Stored
    }

    /// The verifier that belongs to `hash`; nil where none is kept.
    func verifier(
        _ password: String, _ username: String, hash: String
    ) async throws(CognitoError) -> VerifierRecord? {
        guard keepsVerifiers else { return nil }
        let identity = SRPServer.Identity.user(username, poolID: poolID)
        let salt = newSalt()
        let verifier = try await srp.run { server throws(CryptographyError) in
            try server.verifier(identity, password: password, salt: salt)
        }
        let purpose = VerifierRecord.purpose(username: username, passwordHash: hash)
        return VerifierRecord(salt: salt, sealed: try secrets.seal(verifier, for: purpose))
    }

    /// The verifier of the user's present password, if there is one.
    func open(_ record: VerifierRecord?, of user: UserRecord) -> [UInt8]? {
        guard let record, let hash = user.passwordHash else { return nil }
        return secrets.open(
            record.sealed,
            for: VerifierRecord.purpose(username: user.username, passwordHash: hash))
    }

    /// Without a leading zero byte: clients disagree about hashing one.
    private func newSalt() -> [UInt8] {
        var salt = random.bytes(Limits.saltBytes)
        salt[0] |= 0x01
        return salt
    }
}

extension UserRecord {
    /// Sets the password in all its forms.
    func set(_ password: PasswordForms.Stored, now: Int64, _ db: Database) throws {
        try PasswordHistory.keepPresent(of: id, size: password.historySize, db)
        try set(passwordHash: password.hash, now: now, db)
        try password.verifier?.save(userID: id, db)
    }
}
