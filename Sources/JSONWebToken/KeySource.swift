/// Where a verifier finds the keys of an issuer.
public protocol KeySource: Sendable {
    /// The key of that id if it is at hand. Never waits.
    func cachedKey(id: String) -> VerificationKey?

    /// The key of that id, fetched if need be; nil when the issuer is known not to have it.
    ///
    /// Throws `keysUnavailable` when the issuer couldn't be asked.
    func key(id: String) async throws(TokenError) -> VerificationKey?
}
