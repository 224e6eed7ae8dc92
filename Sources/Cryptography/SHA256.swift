import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// Bytes of a digest.
    package static let byteCount = 32

    /// The digest of `bytes`, always 32 bytes.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        hash(bytes.span.bytes)
    }

    /// The digest of `bytes`, always 32 bytes.
    package static func hash(_ bytes: RawSpan) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { digest, count in
            let done = bytes.withUnsafeBytes {
                EVP_Digest(
                    $0.baseAddress, $0.count, digest.baseAddress, nil, algorithm.pointer, nil)
            }
            // No bytes of a peer lead here, only exhausted memory. A wrong digest would be worse
            // than stopping, as two of them could compare equal.
            precondition(done == 1, "libcrypto can't compute SHA-256")
            count = byteCount
        }
    }

    /// Fetched once: an implicit fetch per call costs as much as hashing a token.
    static let algorithm = LibcryptoObject(
        EVP_MD_fetch(nil, "SHA256", nil) ?? EVP_sha256(), free: EVP_MD_free)
}
