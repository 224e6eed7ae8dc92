import CognitoAPI
import GRDB
import StrictJSON

/// Deletes a pool with its users, clients and keys. The default pool stays: the JSON routes live on it.
struct DeleteUserPoolOperation: AdminOperation {
    static let name = "DeleteUserPool"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let id = parts.pool.id
        try await parts.store.decide { db -> Result<Void, CognitoError> in
            guard let pool = try PoolRecord.find(id, db) else {
                return .failure(
                    CognitoError(.resourceNotFound, "User pool \(id) does not exist."))
            }
            if let refusal = try Self.refusal(pool, db) { return .failure(refusal) }
            try PoolRecord.delete(id, db)
            return .success(())
        }
        await parts.registry.remove(id)
        parts.report(.administered(operation: Self.name, subject: id))
        return [:]
    }

    private static func refusal(_ pool: PoolRecord, _ db: Database) throws -> CognitoError? {
        if pool.isDefault {
            return CognitoError(
                .invalidParameter, "The default user pool of this server cannot be deleted.")
        }
        if pool.settings.text("DeletionProtection") == "ACTIVE" {
            return CognitoError(
                .invalidParameter,
                "The user pool cannot be deleted because deletion protection is activated. "
                    + "Deletion protection must be inactivated first.")
        }
        guard try ResourceRecord.list(.domain, of: pool.id, after: "", limit: 1, db).isEmpty else {
            return CognitoError(
                .invalidParameter,
                "User pool cannot be deleted. It has a domain configured that should be deleted "
                    + "first.")
        }
        return nil
    }
}
