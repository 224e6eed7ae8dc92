/// A JSON value as it was sent. A number keeps its text: what it means is the reader's decision.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// A number without fraction and exponent that fits.
    public var integer: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    public var array: [JSONValue]? {
        if case .array(let array) = self { array } else { nil }
    }
}

/// A JSON object. A name stands in it once: a body with two of one name isn't accepted.
public struct JSONObject: Sendable, Equatable {
    private var members: [String: JSONValue] = [:]

    public init() {}

    /// nil if there is no such member; `.null` if it is there and null.
    public subscript(_ name: String) -> JSONValue? { members[name] }

    public var names: [String] { members.keys.sorted() }
    public var isEmpty: Bool { members.isEmpty }

    /// False if the name is there already.
    mutating func add(_ name: String, _ value: JSONValue) -> Bool {
        guard members[name] == nil else { return false }
        members[name] = value
        return true
    }
}
