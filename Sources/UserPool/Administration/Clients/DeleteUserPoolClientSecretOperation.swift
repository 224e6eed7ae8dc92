import CognitoAPI
import StrictJSON

/// Deletes one of a client's two secrets, which is void from the answer on; sessions stay.
struct DeleteUserPoolClientSecretOperation: AdminOperation {
    static let name = "DeleteUserPoolClientSecret"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let id = input.text("ClientSecretId")
        let desk = AdminDesk(parts: parts)
        let client: String = try await desk.changeClient(input) { client, db in
            guard let secret = client.secrets.first(where: { $0.id.utf8.elementsEqual(id.utf8) })
            else {
                return .failure(
                    CognitoError(.resourceNotFound, "Client secret \(id) does not exist."))
            }
            if let refusal = Self.refusal(of: secret, of: client) { return .failure(refusal) }
            try secret.delete(db)
            return .success(client.id)
        }
        parts.report(.administered(operation: Self.name, subject: client))
        return [:]
    }

    private static func refusal(
        of secret: ClientSecretRecord, of client: ClientRecord
    ) -> CognitoError? {
        if client.secrets.count == 1 {
            return CognitoError(
                .invalidParameter, "The last client secret of a client cannot be deleted.")
        }
        if secret.origin == .policyFile {
            return CognitoError(
                .invalidParameter,
                "The client secret of this server's policy file is changed in the file alone.")
        }
        return nil
    }
}
