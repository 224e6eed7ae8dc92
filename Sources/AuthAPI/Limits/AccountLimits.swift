import HTTPRouting
import HTTPWire

/// Limits per account name. Asked before the account is, so that a refusal tells nothing about it.
struct AccountLimits: Sendable {
    let limits: RateLimits

    /// Takes one attempt with a code, or at getting one.
    func countCode(_ path: String, _ email: String, _ request: Request) async throws(APIError) {
        guard let policy = limits.policies.accountCodes else { return }
        try await take(RateLimitKey(scope: path, account: email), policy, request)
    }

    /// Runs a sign-in that is counted if its credentials are refused, and forgets the count if it
    /// succeeds. The attempt is taken beforehand: parallel guesses can't overtake the count.
    func countFailures<Output: Sendable>(
        _ path: String, _ email: String, _ request: Request,
        _ signIn: () async throws(APIError) -> Output
    ) async throws(APIError) -> Output {
        guard let policy = limits.policies.accountFailures else { return try await signIn() }
        let key = RateLimitKey(scope: path, account: email)
        try await take(key, policy, request)
        do throws(APIError) {
            let output = try await signIn()
            await limits.store.reset(key, of: policy)
            return output
        } catch {
            if !Self.isGuess(error.code) { await limits.store.giveBack(key, to: policy) }
            throw error
        }
    }

    /// What a wrong password or a wrong answer to a challenge comes back as.
    private static func isGuess(_ code: ErrorCode) -> Bool {
        [.invalidCredentials, .codeMismatch, .codeExpired, .invalidSession].contains(code)
    }

    private func take(
        _ key: RateLimitKey, _ policy: RateLimitPolicy, _ request: Request
    ) async throws(APIError) {
        let verdict = await limits.store.take(key, from: policy)
        request.rateLimitReport?.add(policy, verdict)
        guard verdict.isAllowed else {
            var error = APIError(.tooManyRequests, cause: policy.name)
            error.retryAfter = verdict.retryAfter
            throw error
        }
    }
}
