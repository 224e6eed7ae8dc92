/// Where a verifier finds the keys of one issuer.
public protocol KeySource: Sendable {
    /// The key of that id as far as it can be told at once; nil when `key(id:)` has to be waited
    /// for. Never waits itself.
    ///
    /// Throws `unknownKey` where the issuer is known not to have it, `wrongKeyType`, `wrongKeyUse` or
    /// `weakKey` where it has one that can't be used, `keysUnavailable` where the issuer couldn't be
    /// asked lately.
    func keyAtHand(id: String) throws(TokenError) -> VerificationKey?

    /// The key of that id, fetched if need be. Throws as `keyAtHand`.
    func key(id: String) async throws(TokenError) -> VerificationKey
}
