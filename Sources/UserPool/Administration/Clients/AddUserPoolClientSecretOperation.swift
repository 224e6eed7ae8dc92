import CognitoAPI
import Cryptography
import StrictJSON

/// Gives a confidential client a second secret, so that its users can change to it one by one.
struct AddUserPoolClientSecretOperation: AdminOperation {
    static let name = "AddUserPoolClientSecret"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        let given = try desk.givenSecret(input)
        let secret = given ?? PoolIdentity.newClientSecret(random: parts.random)
        let sealed = try desk.seal(secret, of: input.text("ClientId"))
        let (now, sealing) = (parts.clock(), parts.registry.sealing)
        let added: ClientSecretRecord = try await desk.changeClient(input) { client, db in
            if let refusal = Self.refusal(of: secret, for: client, sealing) {
                return .failure(refusal)
            }
            return .success(
                try ClientSecretRecord.insert(
                    sealed, of: client.id, origin: .operation, now: now, db))
        }
        parts.report(.administered(operation: Self.name, subject: input.text("ClientId")))
        let shown = ClientSecretDescription.of(added, value: given == nil ? secret : nil)
        return ["ClientSecretDescriptor": .object(shown)]
    }

    /// Cognito documents the exceptions; the texts are ours. The same secret twice would outlive the
    /// deletion of one of them.
    private static func refusal(
        of secret: String, for client: ClientRecord, _ sealing: AESGCM
    ) -> CognitoError? {
        let stored = client.secrets
        if stored.isEmpty {
            return CognitoError(.invalidParameter, "Client \(client.id) has no client secret.")
        }
        if stored.count >= Limits.clientSecrets {
            return CognitoError(
                .limitExceeded, "Maximum number of client secrets reached for client \(client.id).")
        }
        let isKnown = stored.contains { (try? $0.open(sealing)) == secret }
        return isKnown
            ? CognitoError(.invalidParameter, "The client has this client secret already.") : nil
    }
}
