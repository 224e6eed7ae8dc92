import COpenSSL

/// Arithmetic modulo an odd number, for numbers that nobody may learn from the time it takes.
///
/// Numbers are big-endian bytes of any length; results have the modulus's length, leading zeros
/// included. Any number of threads may calculate at once.
package struct ModularArithmetic: Sendable {
    /// The modulus, big-endian, without leading zeros.
    package let modulus: [UInt8]
    private let montgomery: LibcryptoObject

    /// Throws `invalidParameters` unless `modulus` is odd and within `CryptographyLimits`.
    package init(modulus: [UInt8]) throws(CryptographyError) {
        let bytes = Array(modulus.drop { $0 == 0 })
        guard CryptographyLimits.modulusBytes.contains(bytes.count), bytes.last.map({ $0 & 1 }) == 1
        else { throw .invalidParameters }
        guard let raw = BN_MONT_CTX_new() else { throw .outOfMemory }
        montgomery = LibcryptoObject(raw, free: BN_MONT_CTX_free)
        self.modulus = bytes
        let scratch = try Scratch()
        guard BN_MONT_CTX_set(raw, try scratch.number(bytes), scratch.context) == 1
        else { throw .libraryFailure }
    }

    /// `base` to the power of `exponent`, in a time that doesn't depend on the exponent's bits, only
    /// on its length.
    package func power(_ base: [UInt8], _ exponent: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let base = try reduced(base)
        return try calculate(base, exponent) { result, base, exponent, modulus, context in
            BN_set_flags(exponent, BN_FLG_CONSTTIME)
            return BN_mod_exp_mont_consttime(
                result, base, exponent, modulus, context, montgomery.pointer)
        }
    }

    package func product(_ left: [UInt8], _ right: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try calculate(left, right) { BN_mod_mul($0, $1, $2, $3, $4) }
    }

    package func sum(_ left: [UInt8], _ right: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try calculate(left, right) { BN_mod_add($0, $1, $2, $3, $4) }
    }

    /// What is left of `value` after division by the modulus.
    package func reduced(_ value: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try sum(value, [])
    }

    private func calculate(
        _ left: [UInt8], _ right: [UInt8],
        _ operation: (
            _ result: OpaquePointer, _ left: OpaquePointer, _ right: OpaquePointer,
            _ modulus: OpaquePointer, _ context: OpaquePointer
        ) -> CInt
    ) throws(CryptographyError) -> [UInt8] {
        guard max(left.count, right.count) <= CryptographyLimits.operandBytes
        else { throw .invalidParameters }
        let scratch = try Scratch()
        let result = try scratch.number([])
        let done = operation(
            result, try scratch.number(left), try scratch.number(right),
            try scratch.number(modulus), scratch.context)
        guard done == 1 else { throw .libraryFailure }
        return scratch.bytes(of: result, count: modulus.count)
    }
}

/// The numbers of one calculation; libcrypto wipes them at its end.
private struct Scratch: ~Copyable {
    let context: OpaquePointer

    init() throws(CryptographyError) {
        guard let context = BN_CTX_new() else { throw .outOfMemory }
        self.context = context
        BN_CTX_start(context)
    }

    deinit {
        BN_CTX_end(context)
        BN_CTX_free(context)
    }

    /// Stays the scratch's own.
    func number(_ bytes: [UInt8]) throws(CryptographyError) -> OpaquePointer {
        guard let number = BN_CTX_get(context),
            BN_bin2bn(bytes, CInt(clamping: bytes.count), number) != nil
        else { throw .outOfMemory }
        return number
    }

    /// Big-endian, with leading zeros up to `count` bytes.
    func bytes(of number: OpaquePointer, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            let made = BN_bn2binpad(number, buffer.baseAddress, CInt(clamping: count))
            written = max(0, Int(made))
        }
    }
}
