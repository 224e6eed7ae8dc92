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

    /// Changes the input's client, in one transaction; it counts from the answer on.
    func changeClient<Value: Sendable>(
        _ input: JSONObject,
        _ body: @escaping @Sendable (ClientRecord, Database) throws -> Result<Value, CognitoError>
    ) async throws(CognitoError) -> Value {
        try demandPool(input)
        let id = input.text("ClientId")
        let poolID = parts.pool.id
        let value: Value = try await parts.store.decide { db in
            switch try Self.client(id, of: poolID, db) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let client):
                let result = try body(client, db)
                if case .success = result { try PoolRecord.touch(poolID, db) }
                return result
            }
        }
        try await parts.registry.load(poolID)
        return value
    }

    /// The secret that the caller wants the client to have; nil where one is to be drawn.
    func givenSecret(_ input: JSONObject) throws(CognitoError) -> String? {
        guard let given = input["ClientSecret"]?.stringValue else { return nil }
        guard given.utf8.count >= 24 else {
            throw CognitoError(
                .invalidParameter, "ClientSecret must have 24 to 64 characters.")
        }
        return given
    }

    func seal(_ secret: String, of clientID: String) throws(CognitoError) -> [UInt8] {
        do {
            return try ClientSecretRecord.seal(
                secret, of: clientID, parts.registry.sealing, random: parts.random)
        } catch {
            throw CognitoError.somethingWentWrong
        }
    }

    /// With the secret that it was made with; one that was added is never shown again.
    func shown(_ client: ClientRecord) throws(CognitoError) -> JSONObject {
        do {
            let secret = try client.secrets.first { $0.origin != .operation }?
                .open(parts.registry.sealing)
            return ["UserPoolClient": .object(ClientDescription.whole(client, secret: secret))]
        } catch {
            throw CognitoError.somethingWentWrong
        }
    }
}
