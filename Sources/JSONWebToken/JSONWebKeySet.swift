import StrictJSON

/// A JWKS document (RFC 7517 §5): the keys in it that may verify tokens.
public struct JSONWebKeySet: Sendable {
    public let keys: [VerificationKey]

    /// A set of `keys`, to publish them.
    public init(keys: [VerificationKey]) {
        self.keys = keys
    }

    /// Reads a document. Keys that aren't for RS256, are weak or malformed are passed over (RFC
    /// 7517 §5), and so are different keys that claim the same id, since nobody could tell which
    /// one is
    /// meant.
    ///
    /// Throws `invalidKey` for a document that is no JWKS, or is longer than `TokenLimits` allows.
    public init(jsonBytes: [UInt8]) throws(TokenError) {
        guard jsonBytes.count <= TokenLimits.keySetBytes,
            let document = (try? JSONValue(jsonBytes: jsonBytes))?.objectValue,
            let entries = document["keys"]?.arrayValue, entries.count <= TokenLimits.keySetKeys
        else { throw .invalidKey }
        let usable = entries.compactMap { entry in
            entry.objectValue.flatMap { try? VerificationKey(jwk: $0) }
        }
        let unambiguous = usable.filter { key in
            usable.allSatisfy { $0.id != key.id || $0.isSame(as: key) }
        }
        keys = unambiguous
    }

    /// The document to publish at `/.well-known/jwks.json`.
    public var jsonBytes: [UInt8] {
        JSONObject([("keys", .array(keys.map { .object($0.jwk) }))]).jsonBytes
    }
}
