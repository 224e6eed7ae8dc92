import CognitoAPI
import StrictJSON

/// One operation of the pool: what its input must look like, and what it does.
protocol PoolOperation<Input>: Sendable {
    associatedtype Input: CognitoInput

    /// Constraints of the service model, checked before anything else.
    var model: [ModelMember<Input>] { get }

    func perform(_ input: Input) async throws(CognitoError) -> Input.Output
}

/// An operation behind its name, for both doors: values in process, bytes on the wire.
struct OperationEntry: Sendable {
    let name: String
    let perform: @Sendable (any Sendable) async throws(CognitoError) -> any Sendable
    let dispatch: @Sendable ([UInt8]) async throws(CognitoError) -> [UInt8]

    init(
        name: String,
        perform: @escaping @Sendable (any Sendable) async throws(CognitoError) -> any Sendable,
        dispatch: @escaping @Sendable ([UInt8]) async throws(CognitoError) -> [UInt8]
    ) {
        self.name = name
        self.perform = perform
        self.dispatch = dispatch
    }

    init<Operation: PoolOperation>(_ operation: Operation) {
        typealias Input = Operation.Input
        name = Input.operation
        perform = { input throws(CognitoError) in
            guard let input = input as? Input else {
                throw CognitoError.somethingWentWrong
            }
            return try await Self.run(operation, input)
        }
        dispatch = { body throws(CognitoError) in
            let input = try Self.read(Input.self, from: body, model: operation.model)
            let output = try await Self.run(operation, input)
            return try CognitoWire.encode(output)
        }
    }

    private static func run<Operation: PoolOperation>(
        _ operation: Operation, _ input: Operation.Input
    ) async throws(CognitoError) -> Operation.Input.Output {
        try ModelConstraints.check(input, operation.model)
        return try await operation.perform(input)
    }

    /// The whole of the service model goes first; the decoder knows less of it. Absent required
    /// members are the model's refusal, not the parser's.
    private static func read<Input: CognitoInput>(
        _ type: Input.Type, from body: [UInt8], model: [ModelMember<Input>]
    ) throws(CognitoError) -> Input {
        guard MemberNames.areShort(in: body) else {
            throw CognitoError(.serialization, "The body has a member whose name is too long.")
        }
        let object = body.isEmpty ? [:] : (try? JSONValue(jsonBytes: body))?.objectValue
        if let object { try ModelCheck.check(object, for: type.operation) }
        do {
            return try CognitoWire.decodeInput(type, from: body)
        } catch {
            let required = model.filter(\.isRequired).map(\.name)
            let absent = MemberPresence.absent(required, in: body)
            throw absent.isEmpty ? error : ModelConstraints.absent(absent)
        }
    }
}
