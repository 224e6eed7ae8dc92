import CognitoAPI
import StrictJSON

/// Replaces a pool's settings; they hold from the next request on.
struct UpdateUserPoolOperation: AdminOperation {
    static let name = "UpdateUserPool"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try await AdminDesk(parts: parts).changePool(input) { old throws(CognitoError) in
            try PoolSettings.updated(input, from: old)
        }
        parts.report(.administered(operation: Self.name, subject: parts.pool.id))
        return [:]
    }
}

extension AdminDesk {
    /// Changes the stored settings of the input's pool, read within the same transaction.
    func changePool(
        _ input: JSONObject,
        _ body: @escaping @Sendable (JSONObject) throws(CognitoError) -> JSONObject
    ) async throws(CognitoError) {
        try demandPool(input)
        let id = parts.pool.id
        let now = parts.clock()
        try await parts.store.decide { db -> Result<Void, CognitoError> in
            guard let pool = try PoolRecord.find(id, db) else {
                return .failure(
                    CognitoError(.resourceNotFound, "User pool \(id) does not exist."))
            }
            let settings: JSONObject
            do throws(CognitoError) {
                settings = try body(pool.settings)
            } catch { return .failure(error) }
            try PoolRecord.set(settings, of: id, now: now, db)
            return .success(())
        }
        try await parts.registry.load(id)
    }
}
