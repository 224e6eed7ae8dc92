public import StrictJSON

/// The claims of a token that passed every check of a `TokenVerifier`. Nothing else makes one.
public struct VerifiedToken: Sendable, Equatable {
    /// All claims, in the order in which they were signed; made anew at each call.
    public var claims: JSONObject { content.claims }
    /// The same as JSON text, byte for byte as it was signed: one object, read strictly.
    public var payload: [UInt8] { content.reader.claims.bytes }
    public var tokenUse: TokenUse { content.accepted.tokenUse }
    /// `sub`.
    public var subject: String { content.subject }
    /// `username` of an access token, `cognito:username` of an ID token; `sub` where there is none,
    /// as in a client's own token.
    public var username: String { content.username }
    /// `client_id` of an access token, `aud` of an ID token.
    public var clientID: String { content.accepted.clientID }
    /// `iss`.
    public var issuer: String { content.accepted.issuer }
    /// `iat`, in seconds since 1970.
    public var issuedAt: Int64 { content.accepted.times.issued }
    /// `exp`, in seconds since 1970.
    public var expiresAt: Int64 { content.accepted.times.expiry }
    /// `origin_jti`: the same for all tokens of one session, absent where revocation is off.
    public var originJTI: String? { content.string("origin_jti") }
    /// What tells the token's session from others of its user: `origin_jti`, or without it
    /// `event_id`, which both tokens of a sign-in have.
    public var sessionID: String? { content.sessionID }
    /// `jti`: different for every token.
    public var jti: String? { content.string("jti") }
    /// `cognito:groups`, in order of precedence; empty for none.
    public var groups: [String] { content.groups }
    /// `scope`, split at its spaces at each call; empty for an ID token.
    public var scopes: [String] { content.scopes }
    /// `email`, in ID tokens.
    public var email: String? { content.string("email") }

    private let content: VerifiedClaims

    /// Takes over claims that a `ClaimPolicy` has accepted.
    ///
    /// Throws `malformedClaims` if one that everybody needs is missing or of a wrong type.
    init(_ claims: ClaimReader, _ accepted: AcceptedClaims) throws(TokenError) {
        content = try VerifiedClaims(claims, accepted)
    }

    /// What was signed is all there is.
    public static func == (one: VerifiedToken, other: VerifiedToken) -> Bool {
        one.content === other.content || one.content.claims == other.content.claims
    }
}
