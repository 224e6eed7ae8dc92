import StrictJSON

/// Reads claims by type: absent is nil, another type is `malformedClaims`.
struct ClaimReader {
    let claims: JSONObject

    func string(_ name: String) throws(TokenError) -> String? {
        guard let value = claims[name] else { return nil }
        return try required(value.stringValue)
    }

    /// A NumericDate (RFC 7519 §2) without fraction: whole seconds since 1970.
    func numericDate(_ name: String) throws(TokenError) -> Int64? {
        guard let value = claims[name] else { return nil }
        guard let seconds = value.integerValue else { throw .invalidNumericDate }
        return seconds
    }

    func strings(_ name: String) throws(TokenError) -> [String] {
        guard let value = claims[name] else { return [] }
        let elements = try required(value.arrayValue)
        var strings: [String] = []
        for element in elements { strings.append(try required(element.stringValue)) }
        return strings
    }

    /// The words between single spaces; bytes are split, as characters take many times as long.
    func words(_ name: String) throws(TokenError) -> [String] {
        guard let text = try string(name) else { return [] }
        return text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    /// `token_use`, nil for one that doesn't exist.
    func tokenUse() throws(TokenError) -> TokenUse? {
        try string("token_use").flatMap(TokenUse.init)
    }

    /// The app client: an access token names it in `client_id`, an ID token in `aud`.
    func clientID(for use: TokenUse) throws(TokenError) -> String? {
        try string(use == .access ? "client_id" : "aud")
    }

    func required<Value>(_ value: Value?) throws(TokenError) -> Value {
        guard let value else { throw .malformedClaims }
        return value
    }
}
