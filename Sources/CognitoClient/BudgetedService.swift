import CognitoAPI
import Synchronization

/// A service that all together may ask only so often: a quota of Amazon's is the account's, and what
/// exceeds it is better refused here, with the time when it makes sense again.
package struct BudgetedService: CognitoService {
    /// So many calls in any stretch of time of that length.
    package struct Budget: Sendable, Equatable {
        package let quota: Int
        /// Seconds.
        package let window: Int64

        package init(quota: Int, window: Int64) {
            self.quota = max(1, quota)
            self.window = max(1, window)
        }
    }

    private let service: any CognitoService
    private let counters: [String: Counter]
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - signIns: InitiateAuth, RespondToAuthChallenge, GetTokensFromRefreshToken (Amazon's category
    ///     UserAuthentication).
    ///   - mails: SignUp, ResendConfirmationCode, ForgotPassword: each sends one.
    ///   - now: a monotonic clock in milliseconds.
    package init(
        service: any CognitoService, signIns: Budget?, mails: Budget?,
        now: @escaping @Sendable () -> Int64
    ) {
        self.service = service
        self.now = now
        var counters: [String: Counter] = [:]
        for (budget, operations) in [
            (signIns, Self.signInOperations), (mails, Self.mailOperations),
        ] {
            guard let counter = budget.map(Counter.init) else { continue }
            for operation in operations { counters[operation] = counter }
        }
        self.counters = counters
    }

    private static let signInOperations = [
        InitiateAuth.Input.operation, RespondToAuthChallenge.Input.operation,
        GetTokensFromRefreshToken.Input.operation,
    ]
    private static let mailOperations = [
        SignUp.Input.operation, ResendConfirmationCode.Input.operation,
        ForgotPassword.Input.operation,
    ]

    /// - Throws: `LimitExceededException` with the seconds until there is something left where the budget
    ///   is used up; nobody is asked then.
    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        if let wait = counters[Input.operation]?.take(now: now()) {
            throw CognitoError(
                .limitExceeded, .attemptLimitExceeded, retryAfter: Int(clamping: wait))
        }
        return try await service.perform(input)
    }

    /// The times of the last calls: a count per window would let twice as many through where two meet.
    private final class Counter: Sendable {
        private let budget: Budget
        private let calls = Mutex((times: [Int64](), oldest: 0))

        init(_ budget: Budget) { self.budget = budget }

        /// Seconds until there is something left again; nil if something was, which is used then.
        func take(now: Int64) -> Int64? {
            calls.withLock { calls in
                if calls.times.count < budget.quota {
                    calls.times.append(now)
                    return nil
                }
                let left = calls.times[calls.oldest] + budget.window * 1000 - now
                guard left <= 0 else { return (left + 999) / 1000 }
                calls.times[calls.oldest] = now
                calls.oldest = (calls.oldest + 1) % budget.quota
                return nil
            }
        }
    }
}
