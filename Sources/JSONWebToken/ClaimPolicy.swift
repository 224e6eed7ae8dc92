/// What a verifier demands of the claims of a correctly signed token.
struct ClaimPolicy: Sendable {
    let issuers: Set<String>
    let clientIDs: Set<String>
    let tokenUses: Set<TokenUse>
    /// Seconds.
    let clockSkew: Int64

    /// Throws the first objection, in this order: times, issuer, use, client.
    func check(_ claims: ClaimReader, now: Int64) throws(TokenError) {
        try checkTimes(claims, now: now)
        guard let issuer = try claims.string("iss"), issuers.contains(issuer)
        else { throw .wrongIssuer }
        guard let use = try claims.tokenUse(), tokenUses.contains(use)
        else { throw .wrongTokenUse }
        guard let client = try claims.clientID(for: use), clientIDs.contains(client)
        else { throw .wrongClient }
    }

    /// RFC 7519 §4.1.4: at the second `exp` a token is dead already.
    private func checkTimes(_ claims: ClaimReader, now: Int64) throws(TokenError) {
        let expiry = try claims.required(claims.integer("exp"))
        let issued = try claims.required(claims.integer("iat"))
        let notBefore = try claims.integer("nbf")
        guard expiry > now - clockSkew else { throw .expired }
        let future = now + max(clockSkew, TokenLimits.futureToleranceSeconds)
        if let notBefore, notBefore > future { throw .notYetValid }
        guard issued <= future else { throw .issuedInFuture }
    }
}
