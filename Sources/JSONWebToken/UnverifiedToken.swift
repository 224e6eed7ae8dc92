public import StrictJSON

/// A token that was only taken apart, to look at it. **Anybody can have written what is in it**:
/// nothing may be decided on it. It's a type of its own so that it can't be mistaken for
/// `VerifiedToken`.
public struct UnverifiedToken: Sendable {
    public let header: JSONObject
    public let claims: JSONObject
    /// As `VerifiedToken.sessionID`.
    public var sessionID: String? { claims.sessionID }

    /// Throws what `TokenVerifier` would object to the form of the token, its header and payload.
    public init(_ token: String) throws(TokenError) {
        let segments = try TokenSegments(token)
        header = try segments.decodeObject(segments.header)
        claims = try segments.decodeObject(segments.payload)
        _ = try segments.decode(segments.signature)
    }
}

extension JSONObject {
    /// What tells a token's session from others of its user: `origin_jti`, or without it `event_id`.
    var sessionID: String? { (self["origin_jti"] ?? self["event_id"])?.stringValue }
}
