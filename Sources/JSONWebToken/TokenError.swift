/// Why a token was refused, in the order in which `TokenVerifier` looks, and what can go wrong with
/// keys. None of them carries the token or a claim.
public enum TokenError: Error, Equatable, Sendable, CaseIterable {
    /// Longer than `TokenLimits.tokenBytes`.
    case tooLarge
    /// Not three segments, or one of them isn't canonical base64url (RFC 7515 §3.1).
    case malformed
    /// The header isn't a JSON object.
    case malformedHeader
    /// `alg` isn't exactly RS256 (RFC 8725 §3.1).
    case algorithmNotAllowed
    /// `kid` is missing, no string, empty, too long or not printable ASCII.
    case invalidKeyID
    /// The header has a parameter that would change what is verified, or with which key: `crit`,
    /// `b64`, `jwk`, `jku`, `x5u` or `x5c`.
    case headerParameterNotAllowed
    /// The issuer has no key of that id.
    case unknownKey
    /// The keys can't be had at the moment, so nothing is known about the token. Not the client's
    /// fault.
    case keysUnavailable
    /// The signature isn't the key's over this token.
    case invalidSignature
    /// The payload isn't a JSON object, or a claim is missing or of a wrong type.
    case malformedClaims
    /// `exp` has come.
    case expired
    /// `nbf` hasn't come yet.
    case notYetValid
    /// `iat` hasn't come yet.
    case issuedInFuture
    /// `iss` is none of the configured ones.
    case wrongIssuer
    /// `token_use` is none of the configured ones.
    case wrongTokenUse
    /// `client_id` of an access token, or `aud` of an ID token, is none of the configured ones.
    case wrongClient
    /// A verifier without issuer, client or use, or with a skew outside `TokenLimits`.
    case invalidConfiguration
    /// Not an RSA key, or not one of 2048 to 8192 bits.
    case invalidKey
    /// The cryptographic library couldn't sign.
    case signingFailed

    /// The stable error code that an API answers with.
    public var code: String {
        switch self {
        case .expired: "token_expired"
        case .wrongIssuer: "wrong_issuer"
        case .wrongTokenUse: "wrong_token_use"
        case .wrongClient: "wrong_client"
        case .keysUnavailable: "upstream_unavailable"
        case .invalidConfiguration, .invalidKey: "misconfigured"
        case .signingFailed: "internal"
        case .tooLarge, .malformed, .malformedHeader, .algorithmNotAllowed, .invalidKeyID,
            .headerParameterNotAllowed, .unknownKey, .invalidSignature, .malformedClaims,
            .notYetValid, .issuedInFuture:
            "invalid_token"
        }
    }
}
