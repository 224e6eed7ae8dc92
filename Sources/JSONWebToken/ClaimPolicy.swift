import StrictJSON

/// What a verifier demands of the claims of a correctly signed token.
struct ClaimPolicy: Sendable {
    let issuer: String
    let clientIDs: [String]
    let tokenUses: Set<TokenUse>
    let skew: ClockSkew

    /// What is now known of the token. Throws the first objection, in this order: times, issuer, use,
    /// client.
    func check(_ claims: ClaimReader, now: Int64) throws(TokenError) -> AcceptedClaims {
        let times = try TokenTimes(claims)
        try times.check(now: now, skew: skew)
        guard let issuer = try claims.string("iss", among: [issuer]) else { throw .wrongIssuer }
        guard let use = try claims.tokenUse(), tokenUses.contains(use)
        else { throw .wrongTokenUse }
        guard let client = try claims.string(use.clientClaim, among: clientIDs)
        else { throw .wrongClient }
        return AcceptedClaims(times: times, tokenUse: use, issuer: issuer, clientID: client)
    }
}

/// Claims that a `ClaimPolicy` has accepted.
struct AcceptedClaims {
    let times: TokenTimes
    let tokenUse: TokenUse
    let issuer: String
    let clientID: String
}

extension String {
    /// Whether both are the same bytes. `==` would take other spellings of a character for the same
    /// one, at a cost that grows with the square of the combining marks.
    func isSame(as other: String) -> Bool {
        utf8Span.span.bytes.isSame(as: other.utf8Span.span.bytes)
    }
}
