import StrictJSON

/// What a `VerifiedToken` holds: an object, so that handing a token on is one count more instead of
/// one for each claim.
final class VerifiedClaims: Sendable {
    let claims: JSONObject
    let payload: [UInt8]
    let tokenUse: TokenUse
    let subject: String
    let username: String
    let clientID: String
    let issuer: String
    let issuedAt: Int64
    let expiresAt: Int64
    let originJTI: String?
    let sessionID: String?
    let jti: String?
    let groups: [String]
    let scopes: [String]
    let email: String?

    init(
        claims: JSONObject, payload: [UInt8], times: TokenTimes
    ) throws(TokenError) {
        let reader = ClaimReader(claims: claims)
        let use = try reader.required(reader.tokenUse())
        self.claims = claims
        self.payload = payload
        tokenUse = use
        subject = try reader.required(reader.string("sub"))
        username =
            try reader.string(use == .access ? "username" : "cognito:username") ?? subject
        clientID = try reader.required(reader.clientID(for: use))
        issuer = try reader.required(reader.string("iss"))
        issuedAt = times.issued
        expiresAt = times.expiry
        originJTI = try reader.string("origin_jti")
        sessionID = originJTI ?? claims["event_id"]?.stringValue
        jti = try reader.string("jti")
        groups = try reader.strings("cognito:groups")
        scopes = try reader.words("scope")
        email = try reader.string("email")
    }
}
