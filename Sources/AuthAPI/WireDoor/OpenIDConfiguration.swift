/// The discovery document at `{issuer}/.well-known/openid-configuration` (OpenID Connect Discovery
/// 1.0 §3), as far as a pool without a domain has one.
struct OpenIDConfiguration: Encodable {
    let issuer: String
    let jwksURI: String
    let responseTypes = ["code", "token"]
    let subjectTypes = ["public"]
    let signingAlgorithms = ["RS256"]
    let scopes = ["openid", "email", "phone", "profile"]

    init(issuer: String) {
        self.issuer = issuer
        jwksURI = "\(issuer)/.well-known/jwks.json"
    }

    enum CodingKeys: String, CodingKey {
        case issuer
        case jwksURI = "jwks_uri"
        case responseTypes = "response_types_supported"
        case subjectTypes = "subject_types_supported"
        case signingAlgorithms = "id_token_signing_alg_values_supported"
        case scopes = "scopes_supported"
    }
}
