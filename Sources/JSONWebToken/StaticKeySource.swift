/// Keys that are known from the start and never change.
public struct StaticKeySource: KeySource {
    private let keys: [String: VerificationKey]

    /// The first of several keys with one id counts.
    public init(_ keys: [VerificationKey]) {
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { first, _ in first }
    }

    public func cachedKey(id: String) -> VerificationKey? {
        keys[id]
    }

    public func key(id: String) async throws(TokenError) -> VerificationKey? {
        keys[id]
    }
}
