/// Why this room refused. None of them carries a key, a password or a plaintext.
package enum CryptographyError: Error, Equatable, Sendable {
    /// Not a key at all, not RSA, or encrypted PEM.
    case malformedKey
    /// A key outside `CryptographyLimits`, or one whose exponent or modulus is no RSA key's.
    case weakKey
    /// A key, nonce, salt or cost parameter outside what the algorithm or our limits allow.
    case invalidParameters
    /// AES-GCM: wrong key, wrong nonce, or changed bytes. Deliberately one reason.
    case authenticationFailed
    /// Not a PHC string of Argon2id version 19.
    case malformedPasswordHash
    /// The memory that the operation needs isn't there.
    case outOfMemory
    /// libcrypto or libargon2 failed for a reason of its own.
    case libraryFailure
}
