import CognitoAPI

/// The turns of checks per name, shared by every way to prove a password.
struct CredentialGate: Sendable {
    let names: NameGate
    let report: @Sendable (PoolEvent) -> Void

    /// Runs `check` when it is the name's turn.
    ///
    /// - Throws: `TooManyRequestsException` when too many wait already.
    func run<Value>(
        _ nameKey: String, _ check: () async throws(CognitoError) -> Value
    ) async throws(CognitoError) -> Value {
        guard await names.enter(nameKey) else {
            report(.overloaded)
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
        defer { names.leave(nameKey) }
        return try await check()
    }
}
