import Foundation

/// A name as somebody typed it, and the form in which names are compared.
struct UserName: Sendable, Equatable {
    let text: String
    /// Trimmed, in NFC, in lower case: one account whatever the letter case.
    let key: String

    init(_ text: String) {
        self.text = text
        key = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping.lowercased()
    }
}
