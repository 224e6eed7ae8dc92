import CArgon2

/// Password hashing with Argon2id version 1.3 (RFC 9106) by libargon2.
///
/// Every call occupies its thread and its memory for as long as the parameters say (about 30 ms
/// with OWASP's): call it from a bounded queue of its own, never from a worker or a Swift task.
package enum Argon2id {
    /// Bytes of a new hash and of a new salt (RFC 9106 §4).
    package static let hashBytes = 32
    package static let saltBytes = 16

    /// The PHC string of `password` under a salt that is drawn for this password alone.
    ///
    /// Throws `invalidParameters` for a password or salt outside `CryptographyLimits`, and
    /// `outOfMemory`.
    package static func hash(
        password: [UInt8], parameters: Argon2Parameters, salt: [UInt8]
    ) throws(CryptographyError) -> String {
        let hash = try rawHash(
            password: password, parameters: parameters, salt: salt, byteCount: hashBytes)
        return PasswordHash(parameters: parameters, salt: salt, hash: hash).phcString
    }

    /// Whether `password` is the one behind `phcString`, compared in constant time.
    ///
    /// Throws `malformedPasswordHash` for a string that `hash` can't have written.
    package static func verify(
        password: [UInt8], phcString: String
    ) throws(CryptographyError) -> Bool {
        let stored = try PasswordHash(phcString: phcString)
        guard CryptographyLimits.passwordBytes.contains(password.count) else { return false }
        let hash = try rawHash(
            password: password, parameters: stored.parameters, salt: stored.salt,
            byteCount: stored.hash.count)
        return constantTimeEqual(hash, stored.hash)
    }

    /// A PHC string of random salt and hash, which no password has: checking against it costs what
    /// checking a real one does, so that the time of an answer doesn't tell whether there is one.
    package static func unmatchable(parameters: Argon2Parameters, random: SecureRandom) -> String {
        PasswordHash(
            parameters: parameters, salt: random.bytes(saltBytes), hash: random.bytes(hashBytes)
        ).phcString
    }

    /// The cost that `phcString` was made with, so that a login can tell that it is out of date.
    package static func parameters(of phcString: String) throws(CryptographyError)
        -> Argon2Parameters
    {
        try PasswordHash(phcString: phcString).parameters
    }

    private static func rawHash(
        password: [UInt8], parameters: Argon2Parameters, salt: [UInt8], byteCount: Int
    ) throws(CryptographyError) -> [UInt8] {
        guard
            CryptographyLimits.passwordBytes.contains(password.count),
            CryptographyLimits.argon2SaltBytes.contains(salt.count)
        else { throw .invalidParameters }
        var hash = [UInt8](repeating: 0, count: byteCount)
        let result = argon2id_hash_raw(
            parameters.iterations, parameters.memoryKiB, parameters.parallelism,
            password, password.count, salt, salt.count, &hash, byteCount)
        if result == ARGON2_OK.rawValue { return hash }
        throw result == ARGON2_MEMORY_ALLOCATION_ERROR.rawValue ? .outOfMemory : .libraryFailure
    }
}
