/// When a token is valid, in seconds since 1970 (RFC 7519 §4.1.4 to 4.1.6).
struct TokenTimes: Sendable, Equatable {
    let expiry: Int64
    let issued: Int64
    let notBefore: Int64?

    init(_ claims: ClaimReader) throws(TokenError) {
        guard let expiry = try claims.numericDate("exp") else { throw .missingExpiry }
        self.expiry = expiry
        issued = try claims.required(claims.numericDate("iat"))
        notBefore = try claims.numericDate("nbf")
    }

    /// Throws the first objection: `exp`, `nbf`, `iat`. At the second `exp` a token is dead already.
    func check(now: Int64, skew: ClockSkew) throws(TokenError) {
        guard expiry > now - skew.expiry else { throw .expired }
        if let notBefore, notBefore > now + skew.future { throw .notYetValid }
        guard issued <= now + skew.future else { throw .issuedInFuture }
    }
}
