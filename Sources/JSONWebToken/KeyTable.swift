/// The keys of one set by their ids.
struct KeyTable: Sendable {
    private var keys: [String: VerificationKey] = [:]
    private var unusable: [String: TokenError] = [:]

    init() {}

    /// A key that the `previous` table has too stays the same object, with the contexts that are
    /// prepared for it.
    init(_ set: JSONWebKeySet, previous: KeyTable = KeyTable()) {
        for key in set.keys where keys[key.id] == nil {
            let known = previous.keys[key.id]
            keys[key.id] = known.map { $0.isSame(as: key) } == true ? known : key
        }
        unusable = set.unusable
    }

    var isEmpty: Bool { keys.isEmpty }

    /// The key of that id, or nil. Throws why the key of that id can't be used.
    func key(id: String) throws(TokenError) -> VerificationKey? {
        if let key = keys[id] { return key }
        if let fault = unusable[id] { throw fault }
        return nil
    }
}
