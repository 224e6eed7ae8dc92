import COpenSSL

/// HMAC with SHA-1 (RFC 2104), for the one-time passwords of authenticator apps (RFC 6238) alone:
/// collisions of SHA-1 don't reach HMAC.
package enum HMACSHA1 {
    package static let byteCount = 20

    /// The authentication code of `message` under `key`, always 20 bytes.
    package static func authenticate(key: [UInt8], message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { code, count in
            // As in HMACSHA256: a null key would mean the last one.
            let padded = key.isEmpty ? [0] : key
            let made = HMAC(
                EVP_sha1(), padded, CInt(clamping: padded.count), message, message.count,
                code.baseAddress, nil)
            precondition(made != nil, "libcrypto can't compute HMAC-SHA-1")
            count = byteCount
        }
    }
}
