import Foundation

/// Text as it stands in headers: ASCII, in lines that every server takes.
enum HeaderText {
    /// Whether it can stand in a header at all: a line break in it would begin another header.
    static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    /// A subject (RFC 5322 §2.2.1), as encoded words where it isn't short plain ASCII.
    static func unstructured(_ text: String) -> String {
        isPlain(text) && !text.contains("=?") ? text : encodedWords(text)
    }

    /// A display name (RFC 5322 §3.2.5): in quotation marks, or as encoded words.
    static func phrase(_ text: String) -> String {
        guard isPlain(text) else { return encodedWords(text) }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= MailLimits.plainHeader
            && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    }

    /// RFC 2047 §2, in base64. A word holds whole characters; each stands in a line of its own.
    private static func encodedWords(_ text: String) -> String {
        var words = [""]
        for scalar in text.unicodeScalars where isOneLine(String(scalar)) {
            let character = String(scalar)
            let length = words[words.count - 1].utf8.count + character.utf8.count
            if length > MailLimits.encodedWord { words.append("") }
            words[words.count - 1] += character
        }
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }
}
