import CognitoAPI

/// Another service, whose app client has a secret that callers don't know: each input goes on with
/// the proof of it (SECRET_HASH, or the secret itself), where the caller hasn't filled one in.
package struct SecretProvingService: CognitoService {
    private let service: any CognitoService
    private let secret: ClientSecret

    /// - Parameter clientID: the app client of the secret; inputs of other clients go as they are.
    package init(service: any CognitoService, clientID: String, clientSecret: String) {
        self.service = service
        secret = ClientSecret(clientID: clientID, value: clientSecret)
    }

    package func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        try await service.perform(secret.proved(input))
    }
}
