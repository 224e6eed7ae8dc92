import CognitoAPI

/// What the routes that deal with accounts need: who answers, and as which app client.
struct Accounts: Sendable {
    let service: any CognitoService
    let clientID: String

    /// Performs an operation; a refusal is told as the kind of route demands.
    func perform<Input: CognitoInput>(
        _ input: Input, in setting: APIError.Setting
    ) async throws(APIError) -> Input.Output {
        do {
            return try await service.perform(input)
        } catch {
            throw APIError(error, in: setting)
        }
    }
}

/// The body of an answer that only says what happened.
struct MessageBody: Encodable {
    let message: String
}
