/// Verifies Cognito's access and ID tokens: RS256 and nothing else.
///
/// Each check needs an argument, so that none is left out by forgetting. The checks come in this
/// order, and the first objection counts:
///
/// 1. size, three segments, the header's form, `alg`, `kid`, refused header parameters;
/// 2. the key of that id, then the signature;
/// 3. the payload's form, `exp`, `nbf`, `iat`, `iss`, `token_use`, `client_id` or `aud`, the types of
///    the other claims.
///
/// No claim is believed before the signature is right. A verifier of several issuers reads `iss`
/// earlier, for one purpose: to choose the keys that the signature is checked with. A token that
/// names none of them is refused there, as there is no key to check it with.
public struct TokenVerifier: Sendable {
    private let issuers: [TrustedIssuer]
    private let policies: [ClaimPolicy]
    private let skew: ClockSkew
    private let headers = HeaderCache()
    private let cache: TokenCache?

    /// - Parameters:
    ///   - issuers: whose tokens are accepted. Each one's are checked with its own keys alone.
    ///   - clockSkew: by how much the clocks may differ.
    ///   - cachedTokens: how many verified tokens are remembered, so that their signature isn't
    ///     checked again; 0 for none. One of Cognito's takes about 5 KB. Times and key are checked
    ///     each time all the same.
    ///
    /// Throws `invalidConfiguration` if there is no issuer or one twice, if a set of clients or uses
    /// is empty, or a skew is out of `ClockSkew.allowed`.
    public init(
        issuers: [TrustedIssuer], clockSkew: ClockSkew = .none, cachedTokens: Int = 0
    ) throws(TokenError) {
        guard !issuers.isEmpty, issuers.allSatisfy(\.isComplete), clockSkew.isAllowed,
            Set(issuers.map(\.issuer)).count == issuers.count
        else { throw .invalidConfiguration }
        self.issuers = issuers
        policies = issuers.map { $0.policy(skew: clockSkew) }
        skew = clockSkew
        cache = cachedTokens > 0 ? TokenCache(entries: cachedTokens) : nil
    }

    /// The same for one issuer.
    public init(
        issuer: String, clientIDs: Set<String>, tokenUses: Set<TokenUse>, keys: any KeySource,
        clockSkew: ClockSkew = .none, cachedTokens: Int = 0
    ) throws(TokenError) {
        try self.init(
            issuers: [
                TrustedIssuer(issuer, clientIDs: clientIDs, tokenUses: tokenUses, keys: keys)
            ], clockSkew: clockSkew, cachedTokens: cachedTokens)
    }

    /// The claims of `token` if every check holds at `now`, in seconds since 1970.
    ///
    /// It waits only when the key isn't at hand. Every refusal is the token's fault but
    /// `keysUnavailable`.
    public func verify(_ token: String, now: Int64) async throws(TokenError) -> VerifiedToken {
        if let known = try remembered(token, now: now) { return known }
        let candidate = try Candidate(token, issuers: issuers, headers: headers)
        let key = try await issuers[candidate.issuer].keys.key(id: candidate.keyID)
        return try accept(candidate, key, token, now: now)
    }

    /// The same without waiting: nil when the key isn't at hand, and `verify` has to be asked.
    public func verifyAtOnce(_ token: String, now: Int64) throws(TokenError) -> VerifiedToken? {
        if let known = try remembered(token, now: now) { return known }
        let candidate = try Candidate(token, issuers: issuers, headers: headers)
        let keys = issuers[candidate.issuer].keys
        guard let key = try keys.keyAtHand(id: candidate.keyID) else { return nil }
        return try accept(candidate, key, token, now: now)
    }

    /// Takes a token out of the cache: whoever knows that it is revoked needn't keep it there.
    public func forget(_ token: String) {
        cache?.remove(token)
    }

    /// What the cache holds and did; zeros where there is none.
    public var cacheStatistics: TokenCacheStatistics { cache?.statistics ?? .init() }

    /// A token that was verified before: its key must still be the issuer's, its times still hold.
    private func remembered(_ token: String, now: Int64) throws(TokenError) -> VerifiedToken? {
        guard let cache, let entry = cache.find(token) else { return nil }
        let key = try? issuers[entry.issuer].keys.keyAtHand(id: entry.key.id)
        guard let key, key.isSame(as: entry.key) else {
            cache.remove(token)
            return nil
        }
        do throws(TokenError) {
            try entry.times.check(now: now, skew: skew)
        } catch {
            cache.remove(token)
            throw error
        }
        return entry.verified
    }

    /// The checks from the signature on.
    private func accept(
        _ candidate: Candidate, _ key: VerificationKey, _ token: String, now: Int64
    ) throws(TokenError) -> VerifiedToken {
        try candidate.checkSignature(with: key)
        candidate.rememberHeader(in: headers)
        let claims = try candidate.claims()
        let accepted = try policies[candidate.issuer].check(claims, now: now)
        let verified = try VerifiedToken(claims, accepted)
        cache?.insert(
            TokenCache.Entry(
                token: token, verified: verified, times: accepted.times, key: key,
                issuer: candidate.issuer))
        return verified
    }
}
