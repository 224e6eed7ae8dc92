/// The bounds and defaults of this room.
public enum RoutingLimits {
    /// The longest request id taken over from a client, in bytes: UUIDs and trace ids fit.
    public static let requestIDLength = 64
    /// How long a browser may remember a preflight's answer, in seconds: Chromium's own maximum.
    public static let preflightMaxAge = 7200
    /// HSTS, in seconds: a year, which preload lists demand.
    public static let strictTransportSecurity = 31_536_000
}
