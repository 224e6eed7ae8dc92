import CognitoAPI
import GRDB

/// ListUsers' `Filter`: nothing, `NAME = "VALUE"` or `NAME ^= "VALUE"` (Cognito developer guide,
/// "Searching for users").
struct UserFilter: Sendable, Equatable {
    let name: String
    let isPrefix: Bool
    let value: String

    /// What is a column of `user`; the rest are attributes.
    static let columns = [
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
}
