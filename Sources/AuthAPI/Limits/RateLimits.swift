import HTTPRouting
import HTTPWire

/// How often what may be done: per client and route, and per account.
package struct RateLimits: Sendable {
    /// Nil where something is not limited.
    package struct Policies: Sendable, Equatable {
        // Per client address and route.
        /// `/login`, `/login/challenge`.
        package var signIn: RateLimitPolicy?
        /// What sends mail: `/register`, `/resend-code`, `/forgot-password`.
        package var mail: RateLimitPolicy?
        /// What a code is guessed at: `/verify`, `/reset-password`.
        package var code: RateLimitPolicy?
        /// `/refresh`, `/logout`.
        package var session: RateLimitPolicy?

        // Per account name, whoever asks and whether or not somebody has it.
        /// Failed sign-ins; a success forgets them.
        package var accountFailures: RateLimitPolicy?
        /// Each of `/verify`, `/resend-code`, `/forgot-password`, `/reset-password`.
        package var accountCodes: RateLimitPolicy?

        package init() {}
    }

    let policies: Policies
    let store: any RateLimitStore
    /// Sees every request of a limited route first.
    let observe: @Sendable (Request) -> Void

    package init(
        _ policies: Policies, in store: any RateLimitStore,
        observe: @escaping @Sendable (Request) -> Void = { _ in }
    ) {
        self.policies = policies
        self.store = store
        self.observe = observe
    }

    /// Takes one time from the client's bucket.
    func take(
        _ request: Request, scope: String, _ policy: RateLimitPolicy
    ) async -> RateLimitVerdict {
        observe(request)
        return await store.take(
            RateLimitKey(scope: scope, client: request.limitedClient), from: policy)
    }

    /// The layers of a route that is limited per client.
    func layers(_ policy: RateLimitPolicy?, _ path: String) -> [Middleware] {
        let observer = Middleware.before { [observe] request in
            observe(request)
            return nil
        }
        return [observer] + (policy.map { [rateLimit($0, scope: path, in: store)] } ?? [])
    }
}
