/// What a message's part must be like; the numbers and letters are the service model's.
struct MessageRule {
    private let lengths: ClosedRange<Int>
    private let gaps: [Gap]
    private let isOneLine: Bool

    static let subject = MessageRule(lengths: 1...140, gaps: [], isOneLine: true)
    static let body = MessageRule(lengths: 6...20_000, gaps: [.code], isOneLine: false)
    /// Cognito wants both in an invitation.
    static let invitation = MessageRule(
        lengths: 6...20_000, gaps: [.code, .username], isOneLine: false)

    func faults(of text: String, named name: String) -> [String] {
        var faults: [String] = []
        if !lengths.contains(text.unicodeScalars.count) {
            faults.append(
                "\(name) must have \(lengths.lowerBound) to \(lengths.upperBound) characters")
        }
        for gap in gaps where !text.contains(gap.rawValue) {
            faults.append("\(name) must contain \(gap.rawValue)")
        }
        if !text.unicodeScalars.allSatisfy(isAllowed) {
            faults.append(
                "\(name) holds a character that is no letter, mark, symbol, number, punctuation or "
                    + (isOneLine ? "space" : "white space"))
        }
        return faults
    }

    /// A subject of several lines, which the model allows, would begin other headers.
    private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        // Most of any message, without a look at Unicode's tables.
        if (" "..."~").contains(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .spaceSeparator: true
        case .control: !isOneLine && ["\n", "\r", "\t"].contains(scalar)
        case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default: true
        }
    }
}
