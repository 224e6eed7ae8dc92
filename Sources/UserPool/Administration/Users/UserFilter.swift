import CognitoAPI
import GRDB

/// ListUsers' `Filter`: nothing, `NAME = "VALUE"` or `NAME ^= "VALUE"` (Cognito developer guide,
/// "Searching for users").
struct UserFilter: Sendable, Equatable {
    let name: String
    let isPrefix: Bool
    let value: String

    private static let columns = [
        "username": "username", "sub": "sub", "cognito:user_status": "status",
    ]

    /// Nil for an empty filter: everybody.
    ///
    /// - Throws: `InvalidParameterException` "Error while parsing filter", or "Invalid search
    ///   attribute: custom:foo".
    init?(_ text: String) throws(CognitoError) {
        let text = text.drop(while: \.isWhitespace)
        guard !text.isEmpty else { return nil }
        let name = text.prefix { !$0.isWhitespace && $0 != "=" && $0 != "^" }
        var rest = text.dropFirst(name.count).drop(while: \.isWhitespace)
        isPrefix = rest.hasPrefix("^=")
        guard !name.isEmpty, isPrefix || rest.hasPrefix("=") else { throw Self.unreadable }
        rest = rest.dropFirst(isPrefix ? 2 : 1).drop(while: \.isWhitespace)
        guard let value = Self.quoted(rest) else { throw Self.unreadable }
        self.name = String(name)
        self.value = value
        let isKnown = PoolSchema.searchable.contains(self.name) || Self.columns[self.name] != nil
        guard isKnown || name == "status" else {
            throw CognitoError(.invalidParameter, "Invalid search attribute: \(name)")
        }
    }

    private static let unreadable = CognitoError(
        .invalidParameter, "Error while parsing filter")

    /// What stands between the quotes, where that is all; `\\"` is a quote.
    private static func quoted(_ text: Substring) -> String? {
        guard text.first == "\"" else { return nil }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return rest.allSatisfy(\.isWhitespace) ? value : nil
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                value.append(escaped)
            default: value.append(character)
            }
        }
        return nil
    }

    struct Condition {
        let sql: String
        let arguments: StatementArguments

        init(_ sql: String, _ arguments: StatementArguments) {
            self.sql = sql
            self.arguments = arguments
        }
    }

    /// A condition on `user` and what its `?` stand for.
    var condition: Condition {
        if name == "status" { return statusCondition }
        let sought = name == "cognito:user_status" ? value.uppercased() : value
        if let column = Self.columns[name] { return test(column, sought) }
        let test = test("value", sought)
        return Condition(
            """
            id IN (SELECT user_id FROM attribute
                WHERE \(PoolSchema.isSearchable) AND name = ? AND \(test.sql))
            """, [name] + test.arguments)
    }

    /// Whether it asks for an attribute rather than a column of `user`.
    var isOfAttribute: Bool { PoolSchema.searchable.contains(name) }

    /// Enabled or Disabled, or as much of the word as is sought.
    private var statusCondition: Condition {
        let words = [("Enabled", "enabled"), ("Disabled", "NOT enabled")]
        let meant = words.filter { isPrefix ? $0.0.hasPrefix(value) : $0.0 == value }
        return Condition(meant.count == 2 ? "TRUE" : meant.first?.1 ?? "FALSE", [])
    }

    /// A prefix is a range of the index, and then compared: LIKE and GLOB would read the value's own
    /// marks.
    private func test(_ column: String, _ sought: String) -> Condition {
        guard isPrefix else { return Condition("\(column) = ?", [sought]) }
        return Condition(
            "\(column) >= ? AND \(column) < ? AND substr(\(column), 1, length(?)) = ?",
            [sought, sought + "\u{10FFFF}", sought, sought])
    }
}
