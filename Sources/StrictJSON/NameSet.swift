/// Notices a name that an object has already. Small objects are searched; from `threshold` members
/// on a set answers, so that a text of many names can't cost quadratic time.
struct NameSet {
    private static let threshold = 24
    private var names: Set<String> = []

    /// Whether `name` differs from those of all `members` before it.
    mutating func insert(_ name: String, after members: [JSONObject.Member]) -> Bool {
        if members.count < Self.threshold { return !members.contains { $0.name == name } }
        if members.count == Self.threshold { names = Set(members.map(\.name)) }
        return names.insert(name).inserted
    }
}
