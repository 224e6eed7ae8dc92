public import HTTPTypes
public import HTTPWire
import Synchronization

/// What the limits said about one request: for the fields of its answer.
public final class RateLimitReport: Sendable {
    private let items = Mutex<[(policy: RateLimitPolicy, verdict: RateLimitVerdict)]>([])

    init() {}

    public func add(_ policy: RateLimitPolicy, _ verdict: RateLimitVerdict) {
        items.withLock { $0.append((policy, verdict)) }
    }

    /// Adds `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-08 §3, §4).
    public func write(to response: inout Response) {
        let items = items.withLock { $0 }
        guard !items.isEmpty else { return }
        response[.rateLimitPolicy] = items.map { policy, _ in
            "\"\(policy.name)\";q=\(policy.quota);w=\(policy.window)"
        }.joined(separator: ", ")
        response[.rateLimit] = items.map { policy, verdict in
            "\"\(policy.name)\";r=\(verdict.remaining);t=\(verdict.reset)"
        }.joined(separator: ", ")
    }
}

/// An error of a limited route, with what the limits said: whoever makes its answer adds the fields.
public struct LimitedFailure: Error {
    public let error: any Error
    public let report: RateLimitReport
}

extension HTTPField.Name {
    public static let rateLimit = HTTPField.Name("RateLimit")!
    public static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
}
