/// The name of a value that one link of the chain leaves on a request for the next ones.
///
/// The key's type is the name, so two rooms can't collide:
/// `enum RequestIDKey: RequestContextKey { typealias Value = String }`.
public protocol RequestContextKey {
    associatedtype Value: Sendable
}

/// The values left on a request. A request has few of them: a list costs less than a table.
struct RequestContext: Sendable {
    private var entries: [(key: ObjectIdentifier, value: any Sendable)] = []

    subscript<Key: RequestContextKey>(_ key: Key.Type) -> Key.Value? {
        get {
            let id = ObjectIdentifier(key)
            return entries.first { $0.key == id }?.value as? Key.Value
        }
        set {
            let id = ObjectIdentifier(key)
            entries.removeAll { $0.key == id }
            if let newValue { entries.append((id, newValue)) }
        }
    }
}
