import CognitoAPI
import StrictJSON

/// An operation of the pool's administration. Its input and output are documents in Cognito's own
/// members: the service model has passed the input, so what it requires is there.
protocol AdminOperation: Sendable {
    /// As in `X-Amz-Target`.
    static var name: String { get }

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject
}

extension OperationEntry {
    init<Operation: AdminOperation>(administration operation: Operation) {
        self.init(
            name: Operation.name,
            perform: { input throws(CognitoError) in
                guard let input = input as? JSONObject else {
                    throw CognitoError.somethingWentWrong
                }
                return try await Self.run(operation, input)
            },
            dispatch: { body throws(CognitoError) in
                try await Self.run(operation, Self.object(body)).jsonBytes
            })
    }

    private static func run<Operation: AdminOperation>(
        _ operation: Operation, _ input: JSONObject
    ) async throws(CognitoError) -> JSONObject {
        try ModelCheck.check(input, for: Operation.name)
        return try await operation.perform(input)
    }

    private static func object(_ body: [UInt8]) throws(CognitoError) -> JSONObject {
        guard !body.isEmpty else { return JSONObject() }
        guard let object = (try? JSONValue(jsonBytes: body))?.objectValue else {
            throw CognitoError(.serialization, "The body is not a JSON object.")
        }
        return object
    }
}

extension JSONObject {
    /// An output with a type of its own, as a document.
    init<Output: Encodable>(wire output: Output) throws(CognitoError) {
        let bytes = try CognitoWire.encode(output)
        guard let object = (try? JSONValue(jsonBytes: bytes))?.objectValue else {
            throw CognitoError.somethingWentWrong
        }
        self = object
    }

    /// A string member; empty where it is absent, which the model rules out for what it requires.
    func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

    func texts(_ name: String) -> [String]? {
        self[name]?.arrayValue.map { $0.compactMap(\.stringValue) }
    }

    func flag(_ name: String) -> Bool? {
        if case .bool(let flag)? = self[name] { flag } else { nil }
    }

    func number(_ name: String) -> Int? { self[name]?.integerValue.map { Int(clamping: $0) } }

    func object(_ name: String) -> JSONObject? { self[name]?.objectValue }

    /// `[{"Name": …, "Value": …}]`
    func attributes(_ name: String) -> [AttributeType] {
        (self[name]?.arrayValue ?? []).compactMap(\.objectValue).map {
            AttributeType(name: $0.text("Name"), value: $0["Value"]?.stringValue)
        }
    }

    /// Without members whose value is null: they count as absent.
    var withoutNulls: JSONObject {
        JSONObject(members.filter { $0.value != .null }.map { ($0.name, $0.value) })
    }

    /// These members and no others.
    func only(_ names: [String]) -> JSONObject {
        JSONObject(names.compactMap { name in self[name].map { (name, $0) } })
    }

    func adding(_ others: JSONObject) -> JSONObject {
        others.members.reduce(into: self) { $0[$1.name] = $1.value }
    }
}

extension JSONValue {
    /// Milliseconds since 1970 as Cognito shows times: seconds with a fraction.
    static func time(_ milliseconds: Int64) -> JSONValue {
        .double(Double(milliseconds) / 1_000)
    }

    /// Absent members stay absent.
    static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }
}
