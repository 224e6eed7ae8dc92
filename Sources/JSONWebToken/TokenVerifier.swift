/// Verifies Cognito's access and ID tokens: RS256 and nothing else.
///
/// Each check needs an argument, so that none is left out by forgetting. The checks come in this
/// order: size, three segments, header, key, signature; and only when the signature is right is the
/// payload decoded, and `exp`, `nbf`, `iat`, `iss`, `token_use` and `client_id` or `aud` judged.
public struct TokenVerifier: Sendable {
    private let policy: ClaimPolicy
    private let keys: any KeySource
    private let headers = HeaderCache()

    /// - Parameters:
    ///   - issuers: the values of `iss` to accept. All of them are believed for tokens of all
    ///     `keys`.
    ///   - clientIDs: the app clients whose tokens are accepted.
    ///   - tokenUses: what the tokens may have been made for.
    ///   - keys: the issuer's keys.
    ///   - clockSkew: seconds of `TokenLimits.clockSkewSeconds` by which `exp`, `nbf` and `iat` may
    ///     miss.
    ///
    /// Throws `invalidConfiguration` if a set is empty or the skew is out of range.
    public init(
        issuers: Set<String>, clientIDs: Set<String>, tokenUses: Set<TokenUse>,
        keys: any KeySource, clockSkew: Int64
    ) throws(TokenError) {
        guard !issuers.isEmpty, !clientIDs.isEmpty, !tokenUses.isEmpty,
            TokenLimits.clockSkewSeconds.contains(clockSkew)
        else { throw .invalidConfiguration }
        policy = ClaimPolicy(
            issuers: issuers, clientIDs: clientIDs, tokenUses: tokenUses, clockSkew: clockSkew)
        self.keys = keys
    }

    /// The same for one issuer.
    public init(
        issuer: String, clientIDs: Set<String>, tokenUses: Set<TokenUse>,
        keys: any KeySource, clockSkew: Int64
    ) throws(TokenError) {
        try self.init(
            issuers: [issuer], clientIDs: clientIDs, tokenUses: tokenUses, keys: keys,
            clockSkew: clockSkew)
    }

    /// The claims of `token` if every check holds at `now`, in seconds since 1970.
    ///
    /// It waits only when the key isn't at hand. Every refusal is the token's fault but
    /// `keysUnavailable`.
    public func verify(_ token: String, now: Int64) async throws(TokenError) -> VerifiedToken {
        let segments = try TokenSegments(token)
        let remembered = headers.keyID(of: segments.bytes[segments.header])
        let keyID = if let remembered { remembered } else { try parsedKeyID(of: segments) }
        var key = keys.cachedKey(id: keyID)
        if key == nil { key = try await keys.key(id: keyID) }
        guard let key else { throw .unknownKey }
        try checkSignature(of: segments, with: key)
        if remembered == nil { headers.remember(keyID, for: segments.bytes[segments.header]) }
        let claims = try segments.decodeObject(segments.payload, or: .malformedClaims)
        try policy.check(ClaimReader(claims: claims), now: now)
        return try VerifiedToken(claims: claims)
    }

    private func parsedKeyID(of segments: TokenSegments) throws(TokenError) -> String {
        let header = try segments.decodeObject(segments.header, or: .malformedHeader)
        return try TokenHeader.keyID(of: header)
    }

    private func checkSignature(
        of segments: TokenSegments, with key: VerificationKey
    ) throws(TokenError) {
        let signature = try segments.decode(segments.signature)
        let message = segments.bytes.span.bytes.extracting(segments.signingInput)
        guard key.verify(signature: signature.span.bytes, message: message)
        else { throw .invalidSignature }
    }
}
