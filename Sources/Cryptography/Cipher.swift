import COpenSSL

/// One run of AES-256-GCM in libcrypto: made, fed once, finished, thrown away.
struct Cipher: ~Copyable {
    enum Direction: CInt {
        case open = 0
        case seal = 1
    }

    private let context: OpaquePointer

    init?(direction: Direction, key: [UInt8], nonce: [UInt8]) {
        // Null when memory is gone; libcrypto refuses to prepare a null context.
        let context = EVP_CIPHER_CTX_new()
        let prepared = EVP_CipherInit_ex(
            context, EVP_aes_256_gcm(), nil, key, nonce, direction.rawValue)
        guard let context, prepared == 1 else {
            EVP_CIPHER_CTX_free(context)
            return nil
        }
        self.context = context
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
    }

    /// Adds bytes that are authenticated but not encrypted; they come before the text.
    func authenticate(_ data: [UInt8]) -> Bool {
        var count: CInt = 0
        guard let length = CInt(exactly: data.count) else { return false }
        return data.isEmpty || EVP_CipherUpdate(context, nil, &count, data, length) == 1
    }

    /// The other side of `text`, of the same length.
    func process(_ text: [UInt8]) -> [UInt8]? {
        guard let length = CInt(exactly: text.count) else { return nil }
        if text.isEmpty { return [] }
        var count: CInt = 0
        var result = [UInt8](repeating: 0, count: text.count)
        let done = EVP_CipherUpdate(context, &result, &count, text, length) == 1
        return done && count == length ? result : nil
    }

    /// When opening: whether the tag is right. Nothing that `process` returned may be used before.
    func finish() -> Bool {
        var count: CInt = 0
        var rest = [UInt8](repeating: 0, count: AESGCM.tagBytes)
        let finished = EVP_CipherFinal_ex(context, &rest, &count) == 1
        if !finished { ERR_clear_error() }
        return finished
    }

    /// When sealing, after `finish`.
    func tag() -> [UInt8]? {
        var tag = [UInt8](repeating: 0, count: AESGCM.tagBytes)
        let length = CInt(AESGCM.tagBytes)
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, length, &tag) == 1 ? tag : nil
    }

    /// When opening, before `finish`.
    func expect(tag: [UInt8]) -> Bool {
        var tag = tag
        let length = CInt(AESGCM.tagBytes)
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, length, &tag) == 1
    }
}
