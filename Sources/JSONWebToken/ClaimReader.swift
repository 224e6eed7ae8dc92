import StrictJSON

/// Reads claims by type: absent is nil, another type is `malformedClaims`.
struct ClaimReader {
    let claims: JSONDocument

    func string(_ name: StaticString) throws(TokenError) -> String? {
        guard let value = claims[name] else { return nil }
        return try required(claims.string(value))
    }

    /// The string `name` if it is one of `known`, byte for byte; nothing is copied.
    func string(
        _ name: StaticString, among known: [String]
    ) throws(TokenError) -> String? {
        guard let value = claims[name] else { return nil }
        guard claims.isString(value) else { throw .malformedClaims }
        return known.first { claims.isString(value, $0) }
    }

    /// A NumericDate (RFC 7519 §2) without fraction: whole seconds since 1970.
    func numericDate(_ name: StaticString) throws(TokenError) -> Int64? {
        guard let value = claims[name] else { return nil }
        guard let seconds = claims.integer(value) else { throw .invalidNumericDate }
        return seconds
    }

    func strings(_ name: StaticString) throws(TokenError) -> [String] {
        guard let value = claims[name] else { return [] }
        let elements = try required(claims.value(value).arrayValue)
        var strings: [String] = []
        for element in elements { strings.append(try required(element.stringValue)) }
        return strings
    }

    /// Throws unless `name` is a string or absent.
    func checkString(_ name: StaticString) throws(TokenError) {
        if let value = claims[name], !claims.isString(value) { throw .malformedClaims }
    }

    /// `token_use`, nil for one that doesn't exist.
    func tokenUse() throws(TokenError) -> TokenUse? {
        try string("token_use", among: TokenUse.names).flatMap(TokenUse.init)
    }

    func required<Value>(_ value: Value?) throws(TokenError) -> Value {
        guard let value else { throw .malformedClaims }
        return value
    }
}
