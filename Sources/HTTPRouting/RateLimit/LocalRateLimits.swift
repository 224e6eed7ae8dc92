import Synchronization

/// Buckets in this process's memory: bounded, gone with the process.
public final class LocalRateLimits: RateLimitStore {
    private let most: Int
    private let now: @Sendable () -> Int64
    /// Makes a key's hash one that nobody outside can aim at.
    private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    private let tables = Mutex<[RateLimitPolicy: TokenBuckets]>([:])

    /// - Parameters:
    ///   - entriesPerPolicy: buckets that are remembered, 16 bytes each.
    ///   - now: monotonic milliseconds.
    public init(
        entriesPerPolicy: Int = RoutingLimits.rateLimitEntries,
        now: @escaping @Sendable () -> Int64
    ) {
        most = entriesPerPolicy
        self.now = now
    }

    public func take(_ key: RateLimitKey, from policy: RateLimitPolicy) -> RateLimitVerdict {
        with(policy) { $0.take(tag(key), now: $1) }
    }

    public func giveBack(_ key: RateLimitKey, to policy: RateLimitPolicy) {
        with(policy) { $0.giveBack(tag(key), now: $1) }
    }

    public func reset(_ key: RateLimitKey, of policy: RateLimitPolicy) {
        with(policy) { $0.reset(tag(key), now: $1) }
    }

    /// Bytes that the tables take now.
    public var bytes: Int {
        tables.withLock { tables in
            tables.values.reduce(0) { $0 + $1.capacity * TokenBuckets.bytesPerEntry }
        }
    }

    private func with<Result: Sendable>(
        _ policy: RateLimitPolicy, _ body: (inout TokenBuckets, Int64) -> Result
    ) -> Result {
        // One, so that no time is before the table's zero.
        let microseconds = max(1, now()) * 1000
        return tables.withLock {
            body(&$0[policy, default: TokenBuckets(policy, most: most)], microseconds)
        }
    }

    private func tag(_ key: RateLimitKey) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(seed.0)
        hasher.combine(seed.1)
        hasher.combine(key)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
