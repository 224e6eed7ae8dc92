/// AES-256 in Galois/Counter Mode (NIST SP 800-38D) with 96-bit nonces and 128-bit tags.
package struct AESGCM: Sendable {
    package static let keyBytes = 32
    package static let nonceBytes = 12
    package static let tagBytes = 16

    private let key: [UInt8]

    /// Throws `invalidParameters` unless `key` has 32 bytes.
    package init(key: [UInt8]) throws(CryptographyError) {
        guard key.count == Self.keyBytes else { throw .invalidParameters }
        self.key = key
    }

    /// `plaintext` sealed under a nonce of its own: nonce, ciphertext and tag in one piece.
    ///
    /// One key seals at most 2³² messages this way (SP 800-38D §8.3).
    package func seal(
        _ plaintext: [UInt8], authenticating data: [UInt8] = [], random: SecureRandom
    ) throws(CryptographyError) -> [UInt8] {
        let nonce = random.bytes(Self.nonceBytes)
        return try nonce + seal(plaintext, nonce: nonce, authenticating: data)
    }

    /// The plaintext of what `seal(_:authenticating:random:)` returned.
    package func open(
        _ sealed: [UInt8], authenticating data: [UInt8] = []
    ) throws(CryptographyError) -> [UInt8] {
        guard sealed.count >= Self.nonceBytes else { throw .authenticationFailed }
        return try open(
            Array(sealed.dropFirst(Self.nonceBytes)), nonce: Array(sealed.prefix(Self.nonceBytes)),
            authenticating: data)
    }

    /// Ciphertext and tag. The nonce must never be used twice with one key.
    package func seal(
        _ plaintext: [UInt8], nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard nonce.count == Self.nonceBytes else { throw .invalidParameters }
        guard let cipher = Cipher(direction: .seal, key: key, nonce: nonce),
            cipher.authenticate(data), let ciphertext = cipher.process(plaintext),
            cipher.finish(), let tag = cipher.tag()
        else { throw .libraryFailure }
        return ciphertext + tag
    }

    /// The plaintext of ciphertext and tag; nothing is returned before the tag has been checked.
    package func open(
        _ sealed: [UInt8], nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard nonce.count == Self.nonceBytes, sealed.count >= Self.tagBytes
        else { throw .authenticationFailed }
        guard let cipher = Cipher(direction: .open, key: key, nonce: nonce),
            cipher.expect(tag: Array(sealed.suffix(Self.tagBytes))), cipher.authenticate(data),
            let plaintext = cipher.process(Array(sealed.dropLast(Self.tagBytes)))
        else { throw .libraryFailure }
        guard cipher.finish() else { throw .authenticationFailed }
        return plaintext
    }
}
