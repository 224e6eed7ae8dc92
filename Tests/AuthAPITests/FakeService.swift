import CognitoAPI
import Synchronization

/// Answers each operation as a test says, and remembers what was asked.
final class FakeService: CognitoService {
    private let answers = Mutex<[String: Result<any Sendable, CognitoError>]>([:])
    private let asked = Mutex<[any CognitoInput]>([])

    func answer<Input: CognitoInput>(_ type: Input.Type, with output: Input.Output) {
        answers.withLock { $0[Input.operation] = .success(output) }
    }

    func refuse<Input: CognitoInput>(_ type: Input.Type, with error: CognitoError) {
        answers.withLock { $0[Input.operation] = .failure(error) }
    }

    /// The inputs of that type, in order.
    func inputs<Input: CognitoInput>(_ type: Input.Type) -> [Input] {
        asked.withLock { $0.compactMap { $0 as? Input } }
    }

    func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        asked.withLock { $0.append(input) }
        guard let answer = answers.withLock({ $0[Input.operation] }) else {
            throw CognitoError(.unknownOperation, "")
        }
        switch answer {
        case .failure(let error): throw error
        case .success(let value):
            guard let output = value as? Input.Output else {
                throw CognitoError(.internalError, "the test's answer has another type")
            }
            return output
        }
    }
}
