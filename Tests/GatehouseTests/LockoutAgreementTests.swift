import AuthAPI
import HTTPRouting
import Synchronization
import Testing

@testable import Gatehouse
@testable import UserPool

/// The limits in front of the embedded pool, and the pool's own.
@Suite struct LockoutAgreementTests {
    private func policies() throws -> RateLimits.Policies {
        try Configuration.parse(["HOST": "0.0.0.0"]).get().rateLimits.policies
    }

    /// Whoever may try according to the pool's lockout may try according to the limit in front of it:
    /// two answers to one question would contradict each other.
    @Test func failuresAreCountedMoreLooselyThanThePoolLocks() throws {
        let policy = try #require(try policies().accountFailures)
        let now = Mutex<Int64>(1_000_000)
        let store = LocalRateLimits(now: { now.withLock { $0 } })
        let key = RateLimitKey(scope: "/login", account: "ada@example.com")
        var failures = 0
        var attempts = 0
        while now.withLock({ $0 }) < 1_000_000 + 86_400_000 {
            #expect(store.take(key, from: policy).isAllowed, "attempt \(attempts)")
            failures += 1
            attempts += 1
            // As soon as the lock is over; a quiet time that long forgets the failures.
            let lock = Lockout.lockTime(after: failures)
            now.withLock { $0 += lock }
            if lock >= Limits.quietTime { failures = 0 }
        }
        #expect(attempts > 500)
    }

    @Test func codesAreCountedMoreLooselyThanThePoolDoes() throws {
        let quota = try #require(try policies().accountCodes).quota
        let pools = [
            Limits.confirmAttempts, Limits.resendAttempts,
            Limits.resetAttempts,
        ]
        #expect(pools.allSatisfy { $0 <= quota })
    }
}
