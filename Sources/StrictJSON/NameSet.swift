/// Notices a name that an object has already. A few plain names are compared byte by byte; of more,
/// or of others, a set takes care, so that a text of many names can't cost quadratic time.
struct NameSet {
    private static let threshold = 24
    /// The index of the object's first name.
    private let first: Int
    private var count = 0
    private var names: Set<String>?
    /// A bit for each plain name, by its length and its ends: a name whose bit is missing is new.
    private var seen: UInt64 = 0

    init(first: Int) {
        self.first = first
    }

    /// Whether the name that was read last differs from those before it. Throws `nameTooLong`.
    mutating func insertLast(
        of nodes: [JSONNode], in bytes: [UInt8]
    ) throws(JSONError) -> Bool {
        let name = nodes[nodes.count - 1]
        if names == nil, count == Self.threshold || !name.isPlain {
            names = Set(earlier(nodes).map { nodes[$0].text(in: bytes) })
        }
        count += 1
        guard names == nil else { return try insert(name.text(in: bytes)) }
        guard name.range.count <= JSONLimits.nameBytes else { throw .nameTooLong }
        let bit = Self.bit(of: bytes[name.range])
        defer { seen |= bit }
        return seen & bit == 0 || isNew(name, nodes, bytes.span.bytes)
    }

    private static func bit(of name: ArraySlice<UInt8>) -> UInt64 {
        guard let first = name.first, let last = name.last else { return 1 }
        return 1 << ((UInt64(first) &+ UInt64(last) &* 7 &+ UInt64(name.count) &* 13) % 64)
    }

    /// Whether the plain name is none of those before it, which are plain too.
    private func isNew(_ name: JSONNode, _ nodes: [JSONNode], _ bytes: RawSpan) -> Bool {
        let text = bytes.extracting(name.range)
        var index = first
        while index < name.index {
            let other = nodes[index].range
            if other.count == text.byteCount, bytes.extracting(other).isSame(as: text) {
                return false
            }
            index = nodes[nodes[index].next].next
        }
        return true
    }

    private mutating func insert(_ name: String) throws(JSONError) -> Bool {
        guard name.utf8.count <= JSONLimits.nameBytes else { throw .nameTooLong }
        return names?.insert(name).inserted ?? false
    }

    /// The indices of the names before the last one.
    private func earlier(_ nodes: [JSONNode]) -> some Sequence<Int> {
        sequence(state: first) { index in
            guard index < nodes.count - 1 else { return nil }
            defer { index = nodes[nodes[index].next].next }
            return index
        }
    }
}
