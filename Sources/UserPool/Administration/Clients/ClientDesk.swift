import CognitoAPI
import GRDB
import StrictJSON

/// What the operations on clients share.
extension AdminDesk {
    /// - Throws: `ResourceNotFoundException` for a client that this pool doesn't have.
    func client(_ input: JSONObject) async throws(CognitoError) -> ClientRecord {
        try demandPool(input)
        let id = input.text("ClientId")
        let poolID = parts.pool.id
        return try await parts.store.decideReading { db in
            try Self.client(id, of: poolID, db)
        }
    }

    static func client(
        _ id: String, of poolID: String, _ db: Database
    ) throws -> Result<ClientRecord, CognitoError> {
        guard let client = try ClientRecord.find(id, db), client.poolID == poolID else {
            return .failure(
                CognitoError(.resourceNotFound, "User pool client \(id) does not exist."))
        }
        return .success(client)
    }

    func shown(_ client: ClientRecord) throws(CognitoError) -> JSONObject {
        do {
            let secret = try client.secret(parts.registry.sealing)
            return ["UserPoolClient": .object(ClientDescription.whole(client, secret: secret))]
        } catch {
            throw CognitoError.somethingWentWrong
        }
    }
}
