/// Cognito's service model (API version 2016-04-18) as far as callers can break it: which operations
/// there are, who must sign, what goes in and within which bounds.
///
/// The text in this folder is made by `Tests/EndToEnd/service_model.py`; a test fails when
/// botocore's model has moved on.
struct ServiceModel: Sendable {
    struct Operation: Sendable {
        let input: String
        /// Whether the caller proves himself with SigV4; the others need nothing or bring a token.
        let isSigned: Bool
        /// False where Cognito answers without any body.
        let hasBody: Bool
    }

    /// Read once, when the first operation asks: a start has no use for it.
    static let cognito = ServiceModel()

    let operations: [String: Operation]
    private let shapes: [String: ModelShape]

    func shape(_ name: String) -> ModelShape? { shapes[name] }

    private init() {
        operations = Dictionary(
            Self.lines(Self.operationText).compactMap(Self.operation)
        ) { first, _ in first }
        var shapes = Dictionary(
            [Self.inputText, Self.structureText, Self.valueText].flatMap(Self.lines)
                .compactMap(ModelShape.read)
        ) { first, _ in first }
        // Cognito's model has no pattern here; SQLite's text ends at the first U+0000.
        shapes["AttributeValueType"] = .string(
            Bounds(lower: nil, upper: 2_048), ModelPattern("[^\\x00-\\x1F]*"), isSensitive: true)
        // A mistyped code tells most of the right one.
        shapes["ConfirmationCodeType"] = .string(
            Bounds(lower: 1, upper: 2_048), ModelPattern("[\\S]+"), isSensitive: true)
        // These have texts of their own, which the operations know.
        shapes["AttributeDataType"] = shapes["StringType"]
        shapes["SetUserPoolMfaConfigRequest"] = shapes["SetUserPoolMfaConfigRequest"]?
            .replacing("MfaConfiguration", with: "StringType")
        self.shapes = shapes
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    private static func operation(_ line: Substring) -> (String, Operation)? {
        let words = line.split(separator: " ")
        guard words.count == 4 else { return nil }
        return (
            String(words[0]),
            Operation(
                input: String(words[1]), isSigned: words[2] == "signed", hasBody: words[3] == "body"
            )
        )
    }
}
