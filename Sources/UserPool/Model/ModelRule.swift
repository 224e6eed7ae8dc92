/// A constraint of the service model (API version 2016-04-18): length, pattern, or list of values.
struct ModelRule: Sendable {
    private var lengths: ClosedRange<Int> = 0...Int.max
    private var pattern: (text: String, holds: @Sendable (Unicode.Scalar) -> Bool)?
    private var values: [String] = []
    private var takesEmpty = false
    /// Values of sensitive members are never repeated in a text.
    private var isSensitive = true

    /// What `value` breaks, in Cognito's words.
    func faults(of value: String, named name: String) -> [String] {
        let isShown = !isSensitive && value.utf8.count <= Limits.shownBytes
        let shown = isShown ? "Value '\(value)' at" : "Value at"
        return endings(of: value).map { "\(shown) '\(name)' failed to satisfy constraint: \($0)" }
    }

    /// Too long is said alone: whoever sends megabytes is not owed a look at each letter.
    private func endings(of value: String) -> [String] {
        let scalars = value.unicodeScalars
        // A code point has four bytes at most, so this needs no walk.
        if value.utf8.count / 4 > lengths.upperBound || scalars.count > lengths.upperBound {
            return ["Member must have length less than or equal to \(lengths.upperBound)"]
        }
        var endings: [String] = []
        if let pattern, (scalars.isEmpty && !takesEmpty) || !scalars.allSatisfy(pattern.holds) {
            endings.append("Member must satisfy regular expression pattern: \(pattern.text)")
        }
        if scalars.count < lengths.lowerBound {
            endings.append("Member must have length greater than or equal to \(lengths.lowerBound)")
        }
        // Byte by byte: `==` on strings would bring a peer's text into a normal form first.
        if !values.isEmpty, !values.contains(where: { $0.utf8.elementsEqual(value.utf8) }) {
            let list = values.joined(separator: ", ")
            endings.append("Member must satisfy enum value set: [\(list)]")
        }
        return endings
    }
}

// The rules of the model.
extension ModelRule {
    static let clientID = ModelRule(
        lengths: 1...128, pattern: ("[\\w+]+", { isWord($0) || $0 == "+" }))
    static let userName = ModelRule(
        lengths: 1...128, pattern: ("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", isVisible))
    static let password = ModelRule(lengths: 0...256, pattern: ("[\\S]+", isNoSpace))
    /// Sensitive here, though not in Cognito's model: a mistyped code tells most of the right one.
    static let code = ModelRule(lengths: 1...2048, pattern: ("[\\S]+", isNoSpace))
    /// An authenticator app's code.
    static let userCode = ModelRule(
        lengths: 6...6, pattern: ("[0-9]+", { ("0"..."9").contains($0) }))
    /// The model allows 131,072 characters; nobody reads so long a name.
    static let friendlyName = ModelRule(
        lengths: 0...256, pattern: ("[^\\x00-\\x1F]*", { $0.value >= 0x20 }), takesEmpty: true)
    static let secretHash = ModelRule(
        lengths: 1...128,
        pattern: ("[\\w+=/]+", { isWord($0) || "+=/".unicodeScalars.contains($0) }))
    static let clientSecret = ModelRule(
        lengths: 1...64, pattern: ("[\\w+]+", { isWord($0) || $0 == "+" }))
    static let token = ModelRule(
        pattern: ("[A-Za-z0-9-_=.]+", { isWord($0) || "-=.".unicodeScalars.contains($0) }))
    static let session = ModelRule(lengths: 20...2048)
    static let deviceKey = ModelRule(
        lengths: 1...55, pattern: ("[\\w-]+_[0-9a-f-]+", { isWord($0) || $0 == "-" }),
        isSensitive: false)
    static let deviceName = ModelRule(
        lengths: 1...1024, pattern: ("[^\\x00-\\x1F]*", { $0.value >= 0x20 }))
    static let attributeName = ModelRule(
        lengths: 1...32, pattern: ("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", isVisible),
        isSensitive: false)
    /// Without the control characters, which Cognito's model doesn't exclude: SQLite's text ends at
    /// the first U+0000.
    static let attributeValue = ModelRule(
        lengths: 0...2048, pattern: ("[^\\x00-\\x1F]*", { $0.value >= 0x20 }), takesEmpty: true)

    /// A member that takes one of Cognito's fixed values.
    static func oneOf(_ values: [String]) -> ModelRule {
        ModelRule(values: values, isSensitive: false)
    }

    /// `\w` of the patterns.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }

    private static func isNoSpace(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace
    }

    /// Letters, marks, symbols, numbers, punctuation: no spaces, no control characters.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
            .lineSeparator, .paragraphSeparator:
            false
        default:
            true
        }
    }
}
