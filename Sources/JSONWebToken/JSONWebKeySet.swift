import StrictJSON

/// A JWKS document (RFC 7517 §5): the keys in it that may verify tokens.
public struct JSONWebKeySet: Sendable {
    public let keys: [VerificationKey]
    /// Why other keys of the document can't be used, by id.
    let unusable: [String: TokenError]

    /// A set of `keys`, to publish them.
    public init(keys: [VerificationKey]) {
        self.keys = keys
        unusable = [:]
    }

    /// Reads a document. Keys that aren't for RS256, are weak or malformed are passed over (RFC
    /// 7517 §5), and so are different keys that claim the same id, since nobody could tell which
    /// one is meant.
    ///
    /// Throws `invalidKey` for a document that is no JWKS, or is longer than `TokenLimits` allows.
    public init(jsonBytes: [UInt8]) throws(TokenError) {
        guard jsonBytes.count <= TokenLimits.keySetBytes,
            let document = (try? JSONValue(jsonBytes: jsonBytes))?.objectValue,
            let entries = document["keys"]?.arrayValue, entries.count <= TokenLimits.keySetKeys
        else { throw .invalidKey }
        let objects = entries.compactMap(\.objectValue)
        let usable = objects.compactMap { try? VerificationKey(jwk: $0) }
        keys = usable.filter { key in
            usable.allSatisfy { $0.id != key.id || $0.isSame(as: key) }
        }
        var unusable: [String: TokenError] = [:]
        for object in objects { Self.note(object, in: &unusable) }
        for key in usable { unusable[key.id] = nil }
        self.unusable = unusable
    }

    /// The document to publish at `/.well-known/jwks.json`.
    public var jsonBytes: [UInt8] {
        JSONObject([("keys", .array(keys.map { .object($0.jwk) }))]).jsonBytes
    }

    /// Notes why a key can't be used, where that says more than that there is none.
    private static func note(_ jwk: JSONObject, in unusable: inout [String: TokenError]) {
        guard let id = jwk["kid"]?.stringValue, TokenHeader.isValid(keyID: id) else { return }
        do throws(TokenError) {
            _ = try VerificationKey(jwk: jwk)
        } catch {
            if [.wrongKeyType, .wrongKeyUse, .weakKey].contains(error) { unusable[id] = error }
        }
    }
}
