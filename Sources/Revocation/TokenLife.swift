/// How long access and ID tokens can live.
package enum TokenLife {
    /// Seconds: one day, the most that Cognito lets a client's policy say. What is revoked stays on
    /// record for that long, whatever today's policy says: a token may be older than the policy.
    package static let longest: Int64 = 86_400
}
