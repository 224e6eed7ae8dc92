/// The members of a JSON object in their order; each name occurs once.
public struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: JSONValue
    }

    public private(set) var members: [Member] = []

    /// An object without members.
    public init() {}

    /// An object of `members`; a later one replaces an earlier one of the same name.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }

    /// Members whose names are known to differ.
    init(unique members: [Member]) {
        self.members = members
    }

    /// The member of that name. Setting nil removes it; setting a new one appends it.
    public subscript(name: String) -> JSONValue? {
        get {
            members.first { $0.name == name }?.value
        }
        set {
            let index = members.firstIndex { $0.name == name }
            let member = newValue.map { Member(name: name, value: $0) }
            switch (index, member) {
            case (let index?, let member?): members[index] = member
            case (let index?, nil): members.remove(at: index)
            case (nil, let member?): members.append(member)
            case (nil, nil): break
            }
        }
    }

    /// The object as compact UTF-8 JSON.
    public var jsonBytes: [UInt8] {
        JSONValue.object(self).jsonBytes
    }
}
