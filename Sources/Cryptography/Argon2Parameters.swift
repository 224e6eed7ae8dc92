/// The cost of one Argon2id hash (RFC 9106 §3.1). Stored with each hash, so that it can be raised
/// later and old hashes recognised.
package struct Argon2Parameters: Sendable, Equatable {
    /// Memory in KiB.
    package let memoryKiB: UInt32
    /// Passes over the memory.
    package let iterations: UInt32
    /// Lanes, each a thread.
    package let parallelism: UInt32

    /// Throws `invalidParameters` outside `CryptographyLimits` or below 8 KiB for each lane.
    package init(
        memoryKiB: UInt32, iterations: UInt32, parallelism: UInt32
    ) throws(CryptographyError) {
        guard
            CryptographyLimits.argon2MemoryKiB.contains(memoryKiB),
            CryptographyLimits.argon2Iterations.contains(iterations),
            CryptographyLimits.argon2Parallelism.contains(parallelism),
            memoryKiB >= 8 * parallelism
        else { throw .invalidParameters }
        self.init(m: memoryKiB, t: iterations, p: parallelism)
    }

    private init(m: UInt32, t: UInt32, p: UInt32) {
        memoryKiB = m
        iterations = t
        parallelism = p
    }

    /// OWASP's choice for Argon2id: 19 MiB, two passes, one lane.
    package static let owasp = Argon2Parameters(m: 19_456, t: 2, p: 1)
}
