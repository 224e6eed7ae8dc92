import COpenSSL

extension LibcryptoObject {
    /// An EVP_PKEY of the two parameters, or nil if libcrypto refuses them.
    static func rsaPublicKey(modulus: [UInt8], exponent: [UInt8]) -> LibcryptoObject? {
        let n = BN_bin2bn(modulus, CInt(clamping: modulus.count), nil)
        let e = BN_bin2bn(exponent, CInt(clamping: exponent.count), nil)
        defer {
            BN_free(n)
            BN_free(e)
        }
        return gatehouse_rsa_public_key(n, e).map { LibcryptoObject($0, free: EVP_PKEY_free) }
    }

    /// One of the key's numbers, big-endian without leading zeros.
    func number(_ name: String) -> [UInt8]? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, name, &number) == 1 else { return nil }
        defer { BN_free(number) }
        let count = (Int(BN_num_bits(number)) + 7) / 8
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            written = Int(BN_bn2bin(number, buffer.baseAddress))
        }
    }
}
