/// Whether `/register` tells that an address has an account. No other route does.
package enum EnumerationDefence: Sendable {
    /// It tells, as Cognito does.
    case cognito
    /// A taken address is answered like a new one, and as late.
    case strict(EvenTime)
}

/// Lets work end only at whole steps of time since its beginning, so that how long it took tells
/// nothing as long as it stays within the same step.
package struct EvenTime: Sendable {
    private let step: Duration
    private let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameter now: time since any fixed moment, monotonic.
    package init(
        step: Duration, now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.step = step
        self.now = now
        self.sleep = sleep
    }

    /// In steps of `AuthLimits.evenTime`, on the system's clock.
    package static let standard = EvenTime(
        step: AuthLimits.evenTime,
        now: {
            let start = ContinuousClock.now
            return { ContinuousClock.now - start }
        }(), sleep: { try await Task.sleep(for: $0) })

    /// Runs the work; returns or throws what it does, at the next step.
    func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        let start = now()
        do {
            let value = try await work()
            try await waitForStep(since: start)
            return value
        } catch {
            try await waitForStep(since: start)
            throw error
        }
    }

    private func waitForStep(since start: Duration) async throws {
        let past = now() - start
        let steps = Int64(past / step) + 1
        try await sleep(step * Int(steps) - past)
    }
}
