public import HTTPWire

/// How often something may be done: `quota` times at once, and as many again within each `window`.
///
/// A token bucket: it holds `quota` tokens, is full at first, and gains one every `window / quota`.
public struct RateLimitPolicy: Sendable, Hashable {
    /// Tells policies apart in the `RateLimit` fields; letters, digits and `-`.
    public let name: String
    public let quota: Int
    /// Seconds.
    public let window: Int

    /// Both are at least 1, and at most what the arithmetic in microseconds holds.
    public init(name: String, quota: Int, window: Int) {
        self.name = name
        self.quota = min(max(1, quota), RoutingLimits.rateLimitQuota)
        self.window = min(max(1, window), RoutingLimits.rateLimitWindow)
    }
}

/// Whose bucket it is: a client's or an account's, for one kind of thing.
///
/// A store keeps no more of it than a hash: no address of a person lies in memory.
public struct RateLimitKey: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        /// `IPAddress.client`: an IPv6 client is its /64.
        case client(UInt64)
        /// A name in lower case, whether or not somebody has it.
        case account(String)
    }

    /// What is done, e.g. `POST /login`.
    public let scope: String
    public let subject: Subject

    public init(scope: String, client: IPAddress) {
        self.scope = scope
        subject = .client(client.client)
    }

    /// - Parameter account: must be of bounded length.
    public init(scope: String, account: String) {
        self.scope = scope
        subject = .account(account.lowercased())
    }
}

/// What a bucket said.
public struct RateLimitVerdict: Sendable, Equatable {
    public let isAllowed: Bool
    /// Tokens that are left.
    public let remaining: Int
    /// Seconds until it is full again, rounded up.
    public let reset: Int
    /// Seconds until it has a token, rounded up; 0 where it has one.
    public let retryAfter: Int

    public init(isAllowed: Bool, remaining: Int, reset: Int, retryAfter: Int) {
        self.isAllowed = isAllowed
        self.remaining = remaining
        self.reset = reset
        self.retryAfter = retryAfter
    }
}

/// Keeps the buckets: in this process's memory (`LocalRateLimits`), or shared with other replicas.
///
/// A store that can't be reached has to allow: limits must not be what stops everybody.
public protocol RateLimitStore: Sendable {
    /// Takes a token, if there is one. A refusal costs nothing.
    func take(_ key: RateLimitKey, from policy: RateLimitPolicy) async -> RateLimitVerdict
    /// Puts a token back that should not have been taken.
    func giveBack(_ key: RateLimitKey, to policy: RateLimitPolicy) async
    /// Fills the bucket.
    func reset(_ key: RateLimitKey, of policy: RateLimitPolicy) async
}
