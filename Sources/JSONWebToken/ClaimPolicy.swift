/// What a verifier demands of the claims of a correctly signed token.
struct ClaimPolicy: Sendable {
    let issuer: String
    let clientIDs: [String]
    let tokenUses: Set<TokenUse>
    let skew: ClockSkew

    /// The token's times, to check them again later. Throws the first objection, in this order:
    /// times, issuer, use, client.
    func check(_ claims: ClaimReader, now: Int64) throws(TokenError) -> TokenTimes {
        let times = try TokenTimes(claims)
        try times.check(now: now, skew: skew)
        guard let issuer = try claims.string("iss"), issuer.isSame(as: self.issuer)
        else { throw .wrongIssuer }
        guard let use = try claims.tokenUse(), tokenUses.contains(use)
        else { throw .wrongTokenUse }
        guard let client = try claims.clientID(for: use),
            clientIDs.contains(where: { $0.isSame(as: client) })
        else { throw .wrongClient }
        return times
    }
}

extension String {
    /// Whether both are the same bytes. `==` would take other spellings of a character for the same
    /// one, at a cost that grows with the square of the combining marks.
    func isSame(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
