/// The name of a value that one link of the chain leaves on a request for the next ones.
///
/// The key's type is the name, so two rooms can't collide:
/// `enum RequestIDKey: RequestContextKey { typealias Value = String }`.
public protocol RequestContextKey {
    associatedtype Value: Sendable
}

/// The values left on a request. A request has few of them: a list costs less than a table.
struct RequestContext: Sendable {
    /// What the stock chain leaves, so that it allocates once.
    private static let usualEntries = 4

    private var entries: [(key: ObjectIdentifier, value: any Sendable)] = []

    subscript<Key: RequestContextKey>(_ key: Key.Type) -> Key.Value? {
        get {
            let id = ObjectIdentifier(key)
            return entries.first { $0.key == id }?.value as? Key.Value
        }
        set {
            let id = ObjectIdentifier(key)
            if let index = entries.firstIndex(where: { $0.key == id }) { entries.remove(at: index) }
            guard let newValue else { return }
            if entries.isEmpty { entries.reserveCapacity(Self.usualEntries) }
            entries.append((id, newValue))
        }
    }
}
