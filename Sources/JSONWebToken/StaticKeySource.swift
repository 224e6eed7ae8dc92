/// Keys that are known from the start and never change.
public struct StaticKeySource: KeySource {
    private let keys: KeyTable

    /// The first of several keys with one id counts.
    public init(_ keys: [VerificationKey]) {
        self.keys = KeyTable(JSONWebKeySet(keys: keys))
    }

    /// The usable keys of a JWKS document.
    public init(_ set: JSONWebKeySet) {
        keys = KeyTable(set)
    }

    public func keyAtHand(id: String) throws(TokenError) -> VerificationKey? {
        guard let key = try keys.key(id: id) else { throw .unknownKey }
        return key
    }

    public func key(id: String) async throws(TokenError) -> VerificationKey {
        guard let key = try keys.key(id: id) else { throw .unknownKey }
        return key
    }
}
