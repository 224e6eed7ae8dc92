import COpenSSL
import Synchronization

/// An RSA public key that verifies RSASSA-PKCS1-v1_5 with SHA-256, the RS256 of RFC 7518 §3.3.
///
/// Any number of threads may verify at once.
package final class RSAPublicKey: Sendable {
    /// The modulus, big-endian, without leading zeros.
    package let modulus: [UInt8]
    /// The public exponent, big-endian, without leading zeros.
    package let exponent: [UInt8]
    private let key: LibcryptoObject
    /// Contexts ready to verify. Preparing one costs a fifth of a verification, and one alone would
    /// make the workers wait for each other, so there are as many as ever verified at the same
    /// time.
    private let idle: Mutex<[VerificationContext]>

    /// A key from its big-endian parameters; leading zeros are dropped.
    ///
    /// Throws `weakKey` for a modulus or exponent outside `CryptographyLimits` or one that is even.
    package convenience init(modulus: [UInt8], exponent: [UInt8]) throws(CryptographyError) {
        let modulus = Array(modulus.drop { $0 == 0 })
        let exponent = Array(exponent.drop { $0 == 0 })
        guard
            CryptographyLimits.rsaModulusBits.contains(Self.bits(modulus)),
            CryptographyLimits.rsaExponentBits.contains(Self.bits(exponent)),
            modulus.last.map({ $0 & 1 }) == 1, exponent.last.map({ $0 & 1 }) == 1
        else { throw .weakKey }
        guard let key = LibcryptoObject.rsaPublicKey(modulus: modulus, exponent: exponent)
        else { throw .malformedKey }
        self.init(modulus: modulus, exponent: exponent, key: key)
    }

    private init(modulus: [UInt8], exponent: [UInt8], key: LibcryptoObject) {
        self.modulus = modulus
        self.exponent = exponent
        self.key = key
        self.idle = Mutex([])
    }

    /// Whether `signature` is this key's over `message`. False for every malformed signature.
    package func verifyPKCS1SHA256(signature: [UInt8], message: [UInt8]) -> Bool {
        verifyPKCS1SHA256(signature: signature.span.bytes, message: message.span.bytes)
    }

    /// Whether `signature` is this key's over `message`. False for every malformed signature.
    package func verifyPKCS1SHA256(signature: RawSpan, message: RawSpan) -> Bool {
        guard signature.byteCount == modulus.count else { return false }
        guard let context = idle.withLock({ $0.popLast() }) ?? VerificationContext(key: key)
        else { return false }
        defer { idle.withLock { $0.append(context) } }
        return context.verify(signature: signature, digest: SHA256.hash(message))
    }

    /// Significant bits of a big-endian number without leading zeros.
    private static func bits(_ number: [UInt8]) -> Int {
        number.first.map { number.count * 8 - $0.leadingZeroBitCount } ?? 0
    }
}
