import CognitoAPI

/// Passes operations on one after the other: moto's server fails now and then when several come at
/// once.
actor OneAtATime: CognitoService {
    private let service: any CognitoService
    private var last: Task<Void, Never>?

    init(_ service: any CognitoService) {
        self.service = service
    }

    func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        let answer = Task { [last, service] in
            await last?.value
            return await Self.result(of: input, from: service)
        }
        last = Task { _ = await answer.value }
        return try await answer.value.get()
    }

    private static func result<Input: CognitoInput>(
        of input: Input, from service: any CognitoService
    ) async -> Result<Input.Output, CognitoError> {
        do throws(CognitoError) {
            return .success(try await service.perform(input))
        } catch {
            return .failure(error)
        }
    }
}
