/// The bounds and defaults of this room.
public enum RoutingLimits {
    /// The longest request id taken over from a client, in bytes: UUIDs and trace ids fit.
    public static let requestIDLength = 64
    /// Entries of X-Forwarded-For or Forwarded that are looked at: more proxies than anybody has.
    public static let forwardedElements = 32
    /// The longest of them, in bytes: an address with its port has 55, Forwarded adds names of hosts.
    public static let forwardedElement = 512
    /// The largest quota and the longest window, in seconds, of a rate limit: what nobody exceeds.
    public static let rateLimitQuota = 1_000_000
    public static let rateLimitWindow = 31 * 86_400
    /// Clients or accounts that a rate limit remembers, 16 bytes each: 1 MiB.
    public static let rateLimitEntries = 65_536
    /// Forwarded requests from the same few private addresses, in a row, before these are taken for
    /// proxies.
    public static let suspiciousRequests = 100
    /// How many addresses those may be: a balancer has a node in each of its zones.
    public static let suspiciousPeers = 4
    /// How long a browser may remember a preflight's answer, in seconds: Chromium's own maximum.
    public static let preflightMaxAge = 7200
    /// HSTS, in seconds: a year, which preload lists demand.
    public static let strictTransportSecurity = 31_536_000
}
