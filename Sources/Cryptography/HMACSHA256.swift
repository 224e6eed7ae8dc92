import COpenSSL

/// HMAC with SHA-256 (RFC 2104, RFC 4231).
package enum HMACSHA256 {
    /// The authentication code of `message` under `key`, always 32 bytes. Compare it with
    /// `constantTimeEqual` only.
    package static func authenticate(key: [UInt8], message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { code, count in
            // libcrypto takes a null key for "keep the last one", so an empty key is one zero byte,
            // which HMAC pads to the same block.
            let padded = key.isEmpty ? [0] : key
            let made = HMAC(
                EVP_sha256(), padded, CInt(clamping: padded.count), message, message.count,
                code.baseAddress, nil)
            // As in SHA256: only exhausted memory leads here.
            precondition(made != nil, "libcrypto can't compute HMAC-SHA-256")
            count = SHA256.byteCount
        }
    }
}
