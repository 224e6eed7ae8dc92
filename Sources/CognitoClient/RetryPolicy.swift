import CognitoAPI

/// When a failed attempt is repeated, and after how long.
///
/// An operation that did something the first time must not be done twice (a second SignUp would
/// find the e-mail taken, a second ForgotPassword send two codes): once a byte may have reached the
/// server,
/// only idempotent operations are tried again.
package struct RetryPolicy: Sendable {
    /// Repetitions after the first attempt.
    package var repetitions: Int
    /// Milliseconds that the first repetition waits at most; each further one twice as long.
    package var firstDelayMilliseconds: Int64

    package init(
        repetitions: Int = CognitoClientLimits.repetitions,
        firstDelayMilliseconds: Int64 = CognitoClientLimits.firstDelayMilliseconds
    ) {
        self.repetitions = repetitions
        self.firstDelayMilliseconds = firstDelayMilliseconds
    }

    /// Whether another attempt makes sense after `failure`.
    func repeats(after failure: AttemptFailure, isIdempotent: Bool) -> Bool {
        failure.isTemporary && (isIdempotent || !failure.mayHaveArrived)
    }

    /// Milliseconds to wait before repetition `number` (from 0): full jitter, so that those who
    /// failed together don't come back together, but not before the server's `Retry-After`.
    func delay(
        beforeRepetition number: Int, retryAfter: Int?, random: @Sendable () -> UInt64
    ) -> Int64 {
        let ceiling = max(1, firstDelayMilliseconds) << Int64(min(number, 10))
        let jitter = Int64(random() % UInt64(ceiling + 1))
        guard let retryAfter else { return jitter }
        return Int64(min(retryAfter, CognitoClientLimits.retryAfterSeconds)) * 1000 + jitter
    }
}

/// One attempt's failure, as the policy sees it.
struct AttemptFailure: Error {
    let error: CognitoError
    /// Whether the same request could succeed a moment later.
    let isTemporary: Bool
    let mayHaveArrived: Bool
}
