/// A constraint of the service model (API version 2016-04-18): length, pattern, or list of values.
struct ModelRule: Sendable {
    private var lengths: ClosedRange<Int> = 0...Int.max
    private var pattern: (text: String, holds: @Sendable (Unicode.Scalar) -> Bool)?
    private var values: [String] = []
    /// Values of sensitive members are never repeated in a text.
    private var isSensitive = true

    /// What `value` breaks, in Cognito's words.
    func faults(of value: String, named name: String) -> [String] {
        let shown = isSensitive ? "Value at" : "Value '\(value)' at"
        return endings(of: value).map { "\(shown) '\(name)' failed to satisfy constraint: \($0)" }
    }

    private func endings(of value: String) -> [String] {
        let scalars = value.unicodeScalars
        var endings: [String] = []
        if let pattern, scalars.isEmpty || !scalars.allSatisfy(pattern.holds) {
            endings.append("Member must satisfy regular expression pattern: \(pattern.text)")
        }
        if scalars.count > lengths.upperBound {
            endings.append("Member must have length less than or equal to \(lengths.upperBound)")
        }
        if scalars.count < lengths.lowerBound {
            endings.append("Member must have length greater than or equal to \(lengths.lowerBound)")
        }
        if !values.isEmpty, !values.contains(value) {
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
    static let code = ModelRule(
        lengths: 1...2048, pattern: ("[\\S]+", isNoSpace), isSensitive: false)
    static let secretHash = ModelRule(
        lengths: 1...128,
        pattern: ("[\\w+=/]+", { isWord($0) || "+=/".unicodeScalars.contains($0) }))
    static let clientSecret = ModelRule(
        lengths: 1...64, pattern: ("[\\w+]+", { isWord($0) || $0 == "+" }))
    static let token = ModelRule(
        pattern: ("[A-Za-z0-9-_=.]+", { isWord($0) || "-=.".unicodeScalars.contains($0) }))
    static let session = ModelRule(lengths: 20...2048)
    static let attributeName = ModelRule(
        lengths: 1...32, pattern: ("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", isVisible),
        isSensitive: false)
    static let attributeValue = ModelRule(lengths: 0...2048)

    /// A member that takes one of Cognito's fixed values.
    static func oneOf(_ values: [String]) -> ModelRule {
        ModelRule(values: values, isSensitive: false)
    }

    /// `\w` of the patterns.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
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
