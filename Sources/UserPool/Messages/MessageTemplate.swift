/// A message with gaps: `{####}` for the code or the temporary password, `{username}`.
///
/// The body is HTML, as Cognito sends it. The text beside it, for readers without HTML, is made of it.
struct MessageTemplate: Sendable, Equatable {
    let subject: String
    let html: String

    /// - Parameter username: nil where the message doesn't name it; the gap then stays as it is.
    func filled(code: String, username: String?) -> MessageContent {
        var values = [Gap.code: code]
        values[Gap.username] = username
        return MessageContent(
            subject: subject, text: Gap.fill(PlainText.of(html)) { values[$0] },
            html: Gap.fill(html) { values[$0].map(PlainText.escaped) })
    }
}

/// A message as its reader gets it.
package struct MessageContent: Sendable, Equatable {
    package let subject: String
    package let text: String
    package let html: String
}

/// It holds a code.
extension MessageContent: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "message" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The places that Cognito fills
/// (cognito-user-pool-settings-message-customizations: "Message template placeholders").
enum Gap: String, CaseIterable {
    case code = "{####}"
    case username = "{username}"

    /// Fills every gap that has a value, in one go: a value is never looked at for gaps.
    static func fill(_ text: String, _ value: (Gap) -> String?) -> String {
        var filled = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "{") {
            filled += rest[..<start]
            rest = rest[start...]
            let gap = allCases.first { rest.hasPrefix($0.rawValue) }
            let taken = gap.flatMap { value($0) }
            filled += taken ?? "{"
            rest = rest.dropFirst(taken == nil ? 1 : gap?.rawValue.count ?? 1)
        }
        return filled + rest
    }
}
