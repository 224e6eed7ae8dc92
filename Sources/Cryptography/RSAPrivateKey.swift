import COpenSSL

/// An RSA private key that signs RSASSA-PKCS1-v1_5 with SHA-256, the RS256 of RFC 7518 §3.3.
///
/// Any number of threads may sign at once.
package final class RSAPrivateKey: Sendable {
    /// The key that verifies what this one signs.
    package let publicKey: RSAPublicKey
    private let key: LibcryptoObject

    private init(key: LibcryptoObject) throws(CryptographyError) {
        guard
            EVP_PKEY_get_base_id(key.pointer) == EVP_PKEY_RSA,
            let modulus = key.number(OSSL_PKEY_PARAM_RSA_N),
            let exponent = key.number(OSSL_PKEY_PARAM_RSA_E)
        else { throw .malformedKey }
        publicKey = try RSAPublicKey(modulus: modulus, exponent: exponent)
        self.key = key
    }

    /// A new 2048-bit key with exponent 65537, drawn by libcrypto. Takes about 0.1 s.
    package static func generate() throws(CryptographyError) -> RSAPrivateKey {
        let bits = CryptographyLimits.rsaModulusBits.lowerBound
        guard let key = gatehouse_rsa_generate(bits) else { throw .libraryFailure }
        return try RSAPrivateKey(key: LibcryptoObject(key, free: EVP_PKEY_free))
    }

    /// A key from PEM, PKCS#8 or PKCS#1, not encrypted.
    ///
    /// Throws `malformedKey` for anything else and `weakKey` outside `CryptographyLimits`.
    package convenience init(pem: String) throws(CryptographyError) {
        let bytes = Array(pem.utf8)
        // The BIO reads from the array's own memory, so both have to live in one scope.
        let read = bytes.withUnsafeBytes { buffer in
            let bio = BIO_new_mem_buf(buffer.baseAddress, CInt(clamping: buffer.count))
            defer { BIO_free(bio) }
            return gatehouse_read_private_key(bio)
        }
        guard let key = read else {
            ERR_clear_error()
            throw .malformedKey
        }
        try self.init(key: LibcryptoObject(key, free: EVP_PKEY_free))
    }

    /// The key as unencrypted PKCS#8 PEM. Whoever writes it down chooses the file's permissions.
    package func pem() throws(CryptographyError) -> String {
        let bio = BIO_new(BIO_s_mem())
        defer { BIO_free(bio) }
        var bytes: UnsafeMutablePointer<CChar>?
        guard PEM_write_bio_PKCS8PrivateKey(bio, key.pointer, nil, nil, 0, nil, nil) == 1
        else { throw .libraryFailure }
        let count = gatehouse_bio_bytes(bio, &bytes)
        guard let bytes, count > 0 else { throw .libraryFailure }
        return String(
            decoding: UnsafeRawBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }

    /// The signature of `message`, as long as the modulus. Takes about 0.7 ms for 2048 bits.
    package func signPKCS1SHA256(message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        // RSASSA-PKCS1-v1_5 is libcrypto's padding for RSA keys unless another one is asked for.
        guard
            EVP_DigestSignInit(context, nil, SHA256.algorithm.pointer, nil, key.pointer) == 1
        else { throw .libraryFailure }
        var written = publicKey.modulus.count
        let signature = [UInt8](unsafeUninitializedCapacity: written) { buffer, count in
            let signed = EVP_DigestSign(
                context, buffer.baseAddress, &written, message, message.count)
            count = signed == 1 ? written : 0
        }
        guard signature.count == publicKey.modulus.count else { throw .libraryFailure }
        return signature
    }
}
