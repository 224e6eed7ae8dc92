/// Every bound of this room, in one place.
package enum CryptographyLimits {
    /// Modulus bits. 2048 is RFC 7518 §3.3's floor; above 8192 one verification costs a peer
    /// nothing and us a millisecond.
    package static let rsaModulusBits = 2048...8192
    /// Bits of the public exponent; longer ones only serve to make verification slow.
    package static let rsaExponentBits = 2...64
    /// Argon2 memory in KiB. The ceiling stops a planted hash from taking the machine's memory.
    package static let argon2MemoryKiB: ClosedRange<UInt32> = 8...262_144
    /// Argon2 passes; the ceiling bounds the time of a planted hash.
    package static let argon2Iterations: ClosedRange<UInt32> = 1...16
    /// Argon2 lanes; each lane is a thread while a hash is computed.
    package static let argon2Parallelism: ClosedRange<UInt32> = 1...8
    /// Salt bytes: RFC 9106 §3.1 asks for 8 at least and recommends 16.
    package static let argon2SaltBytes = 8...64
    /// Hash bytes: RFC 9106 §4 recommends 32.
    package static let argon2HashBytes = 16...64
    /// Password bytes; a longer one is refused, never cut off.
    package static let passwordBytes = 0...4096
    /// Characters of a PHC string that we read back.
    package static let passwordHashCharacters = 512
    /// Bytes of a modulus: 3072 bits are SRP's (RFC 5054), 512 bits are enough for tests.
    package static let modulusBytes = 64...1024
    /// Bytes of any other number of modular arithmetic; a longer one only costs time.
    package static let operandBytes = 1024
}
