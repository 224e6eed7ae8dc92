/// The name of a value that one link of the chain leaves on a request for the next ones.
///
/// The key's type is the name, so two rooms can't collide:
/// `enum RequestIDKey: RequestContextKey { typealias Value = String }`.
public protocol RequestContextKey {
    associatedtype Value: Sendable
}

/// The values left on a request. A request has few of them: a list costs less than a table, and a
/// box that its key vouches for less than a cast.
@usableFromInline struct RequestContext: Sendable {
    @usableFromInline class Entry: @unchecked Sendable {
        @usableFromInline let key: ObjectIdentifier

        @inlinable init(key: ObjectIdentifier) { self.key = key }
    }

    // Invariant, here and above: what is stored is constant and Sendable.
    @usableFromInline final class Box<Key: RequestContextKey>: Entry, @unchecked Sendable {
        @usableFromInline let value: Key.Value

        @inlinable init(_ value: Key.Value) {
            self.value = value
            super.init(key: ObjectIdentifier(Key.self))
        }
    }

    /// What the stock chain leaves, so that the list is allocated once.
    @usableFromInline static var usualEntries: Int { 4 }

    @usableFromInline var entries: [Entry] = []

    @inlinable init() {}

    @inlinable subscript<Key: RequestContextKey>(_ key: Key.Type) -> Key.Value? {
        get {
            let id = ObjectIdentifier(key)
            for entry in entries where entry.key == id {
                // Only a box of this key has its id.
                return unsafeDowncast(entry, to: Box<Key>.self).value
            }
            return nil
        }
        set {
            let id = ObjectIdentifier(key)
            if let index = entries.firstIndex(where: { $0.key == id }) { entries.remove(at: index) }
            guard let newValue else { return }
            if entries.isEmpty { entries.reserveCapacity(Self.usualEntries) }
            entries.append(Box<Key>(newValue))
        }
    }
}
