import CognitoAPI
import Synchronization

/// A service that all together may ask only so often: a quota of Amazon's is the account's, and what
/// exceeds it is better refused here, with the time when it makes sense again.
package struct BudgetedService: CognitoService {
    /// So many calls in each window of wall-clock time.
    package struct Budget: Sendable, Equatable {
        package let quota: Int
        /// Seconds.
        package let window: Int64
        /// Seconds after midnight UTC at which a window begins.
        package let offset: Int64

        package init(quota: Int, window: Int64, offset: Int64 = 0) {
            self.quota = quota
            self.window = max(1, window)
            self.offset = offset
        }
    }

    private let service: any CognitoService
    private let counters: [String: Counter]
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - signIns: InitiateAuth, RespondToAuthChallenge, GetTokensFromRefreshToken (Amazon's category
    ///     UserAuthentication).
    ///   - mails: SignUp, ResendConfirmationCode, ForgotPassword: each sends one.
    ///   - now: seconds since 1970.
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

    /// - Throws: `LimitExceededException` with the seconds until the next window where the budget is
    ///   used up; nobody is asked then.
    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        if let wait = counters[Input.operation]?.take(now: now()) {
            throw CognitoError(
                .limitExceeded, .attemptLimitExceeded, retryAfter: Int(clamping: wait))
        }
        return try await service.perform(input)
    }

    private final class Counter: Sendable {
        private let budget: Budget
        private let state = Mutex((window: Int64.min, used: 0))

        init(_ budget: Budget) { self.budget = budget }

        /// Seconds until there is something left again; nil if something was, which is used then.
        func take(now: Int64) -> Int64? {
            let shifted = now - budget.offset
            let window = shifted / budget.window
            return state.withLock { state in
                // A clock that was set back begins anew too.
                if state.window != window { state = (window, 0) }
                guard state.used < budget.quota else {
                    return (window + 1) * budget.window - shifted
                }
                state.used += 1
                return nil
            }
        }
    }
}
