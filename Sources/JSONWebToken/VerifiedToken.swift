public import StrictJSON

/// The claims of a token that passed every check of a `TokenVerifier`. Nothing else makes one.
public struct VerifiedToken: Sendable, Equatable {
    /// All claims, in the order in which they were signed.
    public let claims: JSONObject
    public let tokenUse: TokenUse
    /// `sub`.
    public let subject: String
    /// `username` of an access token, `cognito:username` of an ID token; `sub` where there is none,
    /// as in a client's own token.
    public let username: String
    /// `client_id` of an access token, `aud` of an ID token.
    public let clientID: String
    /// `iss`.
    public let issuer: String
    /// `iat`, in seconds since 1970.
    public let issuedAt: Int64
    /// `exp`, in seconds since 1970.
    public let expiresAt: Int64
    /// `origin_jti`: the same for all tokens of one session, absent where revocation is off.
    public let originJTI: String?
    /// `jti`: different for every token.
    public let jti: String?
    /// `cognito:groups`, in order of precedence; empty for none.
    public let groups: [String]
    /// `scope`, split at its spaces; empty for an ID token.
    public let scopes: [String]
    /// `email`, in ID tokens.
    public let email: String?

    /// Takes over claims that a `ClaimPolicy` has accepted.
    ///
    /// Throws `malformedClaims` if one that everybody needs is missing or of a wrong type.
    init(claims: JSONObject) throws(TokenError) {
        let reader = ClaimReader(claims: claims)
        let use = try reader.required(reader.tokenUse())
        self.claims = claims
        tokenUse = use
        subject = try reader.required(reader.string("sub"))
        username =
            try reader.string(use == .access ? "username" : "cognito:username") ?? subject
        clientID = try reader.required(reader.clientID(for: use))
        issuer = try reader.required(reader.string("iss"))
        issuedAt = try reader.required(reader.integer("iat"))
        expiresAt = try reader.required(reader.integer("exp"))
        originJTI = try reader.string("origin_jti")
        jti = try reader.string("jti")
        groups = try reader.strings("cognito:groups")
        scopes = try reader.words("scope")
        email = try reader.string("email")
    }
}
