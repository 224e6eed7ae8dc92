public import StrictJSON

/// A token that was only taken apart, to look at it. **Anybody can have written what is in it**:
/// nothing may be decided on it. It's a type of its own so that it can't be mistaken for
/// `VerifiedToken`.
public struct UnverifiedToken: Sendable {
    public let header: JSONObject
    public let claims: JSONObject

    /// Throws `tooLarge`, `malformed`, `malformedHeader` or `malformedClaims`.
    public init(_ token: String) throws(TokenError) {
        let segments = try TokenSegments(token)
        header = try segments.decodeObject(segments.header, or: .malformedHeader)
        claims = try segments.decodeObject(segments.payload, or: .malformedClaims)
        _ = try segments.decode(segments.signature)
    }
}
