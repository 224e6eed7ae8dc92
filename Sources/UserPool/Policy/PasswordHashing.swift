import Cryptography

/// What one password hash costs (Argon2id, RFC 9106). Ours: Cognito doesn't show its own.
///
/// A changed value counts for new passwords at once and for old ones at their next sign-in.
package struct PasswordHashing: Codable, Sendable, Equatable {
    package var memoryKiB: UInt32 = Argon2Parameters.owasp.memoryKiB
    package var iterations: UInt32 = Argon2Parameters.owasp.iterations
    package var parallelism: UInt32 = Argon2Parameters.owasp.parallelism

    package init() {}

    package init(memoryKiB: UInt32, iterations: UInt32, parallelism: UInt32) {
        self.memoryKiB = memoryKiB
        self.iterations = iterations
        self.parallelism = parallelism
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        memoryKiB = try members.value(.memoryKiB, or: memoryKiB)
        iterations = try members.value(.iterations, or: iterations)
        parallelism = try members.value(.parallelism, or: parallelism)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case memoryKiB = "MemoryKiB"
        case iterations = "Iterations"
        case parallelism = "Parallelism"
    }

    /// Nil when the numbers are outside what the algorithm and our limits allow.
    var parameters: Argon2Parameters? {
        try? Argon2Parameters(
            memoryKiB: memoryKiB, iterations: iterations, parallelism: parallelism)
    }

    /// Cheaper than what OWASP asks for: for tests, never for passwords that somebody uses.
    package var isWeak: Bool {
        memoryKiB < Argon2Parameters.owasp.memoryKiB
            || iterations < Argon2Parameters.owasp.iterations
    }

    /// The least that isn't weak, for people.
    package static var least: String {
        "\(Argon2Parameters.owasp.memoryKiB) KiB and \(Argon2Parameters.owasp.iterations) iterations"
    }

    var faults: [String] {
        parameters == nil ? ["PasswordHashing is outside Argon2id's range"] : []
    }
}
