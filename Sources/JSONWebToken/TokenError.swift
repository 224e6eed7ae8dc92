/// Why a token was refused, in the order in which `TokenVerifier` looks, and what can go wrong with
/// keys. None of them carries the token or a claim.
public enum TokenError: Error, Equatable, Sendable, CaseIterable {
    // MARK: Form (RFC 7515 §7.1, RFC 7519 §7.2)

    /// Longer than `TokenLimits.tokenBytes`.
    case tooLarge
    /// Not three segments.
    case wrongSegmentCount
    /// A segment with `=` (RFC 7515 §2: all padding is omitted).
    case paddedBase64
    /// A segment with `+` or `/`: base64, but not the alphabet for URLs.
    case wrongBase64Alphabet
    /// A space, tab or line break anywhere.
    case whiteSpace
    /// A segment whose last character has unused bits that aren't zero: a second spelling of the
    /// same bytes.
    case nonCanonicalBase64
    /// A segment with another character, or of an impossible length.
    case malformedBase64

    // MARK: Header

    /// The header segment is longer than `TokenLimits.headerBytes`.
    case headerTooLarge
    /// The header isn't a JSON object.
    case malformedHeader
    /// An object in header or payload has a name twice: two readers could believe different ones.
    case duplicateName
    /// Something follows the header's or the payload's object.
    case trailingBytes
    /// Header or payload is nested deeper than `JSONLimits.depth`.
    case tooDeep
    /// `alg` isn't exactly RS256 (RFC 8725 §3.1).
    case algorithmNotAllowed
    /// There is no `kid`.
    case missingKeyID
    /// `kid` is no string, empty, longer than `TokenLimits.keyIDCharacters` or not printable ASCII.
    case invalidKeyID
    /// `crit` or `b64`: parameters that change what is verified (RFC 7515 §4.1.11, RFC 7797).
    case criticalHeaderNotAllowed
    /// `jwk`, `jku`, `x5u` or `x5c`: the sender brings or names the key (RFC 8725 §3.10).
    case embeddedKeyNotAllowed

    // MARK: Key

    /// The issuer has no key of that id.
    case unknownKey
    /// The issuer's key of that id isn't an RSA key, or not for RS256.
    case wrongKeyType
    /// The issuer's key of that id isn't for signatures.
    case wrongKeyUse
    /// The issuer's key of that id is outside 2048 to 8192 bits, or its modulus or exponent is even,
    /// or the exponent 1.
    case weakKey
    /// The keys can't be had at the moment, so nothing is known about the token. Not the client's
    /// fault.
    case keysUnavailable
    /// The signature isn't the key's over this token.
    case invalidSignature

    // MARK: Claims, after the signature

    /// The payload isn't a JSON object.
    case malformedPayload
    /// There is no `exp`.
    case missingExpiry
    /// `exp`, `nbf` or `iat` isn't an integer: whole seconds since 1970.
    case invalidNumericDate
    /// Another claim that everybody needs is missing, or one is of a wrong type.
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
    /// `cognito:groups` has none of the groups that are demanded.
    case missingGroup
    /// `scope` lacks one that is demanded.
    case missingScope

    // MARK: Not a token's fault

    /// A verifier without issuer, client or use, with an issuer twice, or with a skew outside
    /// `ClockSkew.allowed`.
    case invalidConfiguration
    /// No JWKS document, or a key that can't be read.
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
        case .missingGroup: "group_required"
        case .missingScope: "insufficient_scope"
        case .keysUnavailable: "upstream_unavailable"
        case .invalidConfiguration, .invalidKey: "misconfigured"
        case .signingFailed: "internal"
        case .tooLarge, .wrongSegmentCount, .paddedBase64, .wrongBase64Alphabet, .whiteSpace,
            .nonCanonicalBase64, .malformedBase64, .headerTooLarge, .malformedHeader,
            .duplicateName, .trailingBytes, .tooDeep, .algorithmNotAllowed, .missingKeyID,
            .invalidKeyID, .criticalHeaderNotAllowed, .embeddedKeyNotAllowed, .unknownKey,
            .wrongKeyType, .wrongKeyUse, .weakKey, .invalidSignature, .malformedPayload,
            .missingExpiry, .invalidNumericDate, .malformedClaims, .notYetValid, .issuedInFuture:
            "invalid_token"
        }
    }
}
