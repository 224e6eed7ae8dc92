/// By how much our clock and the issuer's may differ, said for each direction: grace after `exp`
/// revives dead tokens, grace before `iat` and `nbf` doesn't.
public struct ClockSkew: Sendable, Equatable {
    /// Seconds that may be granted: a clock that is further off needs to be set.
    public static let allowed: ClosedRange<Int64> = 0...60
    /// No grace at all.
    public static let none = ClockSkew(expiry: 0, future: 0)

    /// Seconds for which a token is accepted after its `exp`.
    public let expiry: Int64
    /// Seconds by which `iat` and `nbf` may lie ahead of our clock.
    public let future: Int64

    public init(expiry: Int64, future: Int64) {
        self.expiry = expiry
        self.future = future
    }

    var isAllowed: Bool { Self.allowed.contains(expiry) && Self.allowed.contains(future) }
}
