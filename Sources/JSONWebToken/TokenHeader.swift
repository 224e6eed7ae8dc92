import StrictJSON

/// The one form of header that is accepted: RS256 and a key id.
enum TokenHeader {
    /// Parameters that change the meaning of the signature (RFC 7515 §4.1.11, RFC 7797).
    private static let criticalParameters = ["crit", "b64"]
    /// Parameters by which a sender could choose the key (RFC 7515 §4.1.2, 4.1.3, 4.1.5, 4.1.6).
    private static let keyParameters = ["jwk", "jku", "x5u", "x5c"]

    /// The key id of `header`.
    static func keyID(of header: JSONObject) throws(TokenError) -> String {
        guard header["alg"] == .string("RS256") else { throw .algorithmNotAllowed }
        guard let value = header["kid"] else { throw .missingKeyID }
        guard let keyID = value.stringValue, isValid(keyID: keyID) else { throw .invalidKeyID }
        guard criticalParameters.allSatisfy({ header[$0] == nil })
        else { throw .criticalHeaderNotAllowed }
        guard keyParameters.allSatisfy({ header[$0] == nil })
        else { throw .embeddedKeyNotAllowed }
        return keyID
    }

    /// Whether `keyID` is 1 to 128 printable ASCII characters.
    static func isValid(keyID: String) -> Bool {
        TokenLimits.keyIDCharacters.contains(keyID.utf8.count)
            && keyID.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }
}
