import CognitoAPI
import HTTPRouting
import HTTPWire

/// What the routes that deal with accounts need: who answers, as which app client, and how often.
struct Accounts: Sendable {
    let service: any CognitoService
    let clientID: String
    let limits: AccountLimits
    /// Whether the service is told the client's address.
    let tellsClientAddress: Bool

    /// What the service's threat protection may know of the client: the address alone. A device's
    /// fingerprint (`EncodedData`) could only come from Amazon's library in the browser.
    func context(of request: Request) -> UserContextData? {
        tellsClientAddress ? UserContextData(ipAddress: request.clientAddress) : nil
    }

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
