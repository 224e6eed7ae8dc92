import CognitoAPI
import Foundation

/// A name as somebody typed it, and the form in which names are compared.
struct UserName: Sendable, Equatable {
    let text: String
    /// Trimmed, in NFC, in lower case: one account whatever the letter case.
    let key: String

    /// Names too long for anybody's are refused before they are brought into NFC, which takes time
    /// with the square of a run of combining marks; names with control characters because SQLite's
    /// text ends at U+0000, and would be another name than the one that came.
    ///
    /// - Throws: `InvalidParameterException` in the service model's words.
    init(_ text: String) throws(CognitoError) {
        guard text.utf8.count <= Limits.nameBytes, text.utf8.allSatisfy({ $0 >= 0x20 }) else {
            throw Self.refusal(of: text)
        }
        self.text = text
        key = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping.lowercased()
    }

    /// Where the attempts of a name that nobody has are counted.
    func stranger(in poolID: String) -> String { Self.stranger(key, in: poolID) }

    static func stranger(_ key: String, in poolID: String) -> String { "\(poolID) \(key)" }

    private static func refusal(of text: String) -> CognitoError {
        ModelConstraints.refusal(ModelRule.userName.faults(of: text, named: "username"))
    }
}
