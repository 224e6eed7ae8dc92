import COpenSSL

/// A libcrypto context that is set up to verify RS256 signatures of one key. One thread at a time
/// may use it; `RSAPublicKey` sees to that by lending each to one caller.
struct VerificationContext: Sendable {
    private let object: LibcryptoObject

    init?(key: LibcryptoObject) {
        guard let context = EVP_PKEY_CTX_new(key.pointer, nil) else { return nil }
        object = LibcryptoObject(context, free: EVP_PKEY_CTX_free)
        guard
            EVP_PKEY_verify_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
            EVP_PKEY_CTX_set_signature_md(context, SHA256.algorithm.pointer) == 1
        else { return nil }
    }

    /// Whether `signature` is over `digest`.
    func verify(signature: RawSpan, digest: [UInt8]) -> Bool {
        let verdict = signature.withUnsafeBytes {
            EVP_PKEY_verify(
                object.pointer, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), $0.count,
                digest, digest.count)
        }
        // A refusal leaves its reasons in the thread's error queue, which nobody reads.
        if verdict != 1 { ERR_clear_error() }
        return verdict == 1
    }
}
