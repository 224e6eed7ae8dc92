import CognitoAPI
import StrictJSON

/// Deletes a client; its sessions end with it. The default client stays: the JSON routes call with it.
struct DeleteUserPoolClientOperation: AdminOperation {
    static let name = "DeleteUserPoolClient"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let client = try await AdminDesk(parts: parts).client(input)
        guard !client.isDefault else {
            throw CognitoError(
                .invalidParameter, "The default client of this server cannot be deleted.")
        }
        let sessions = try await parts.store.write { db in
            let sessions = try SessionRecord.alive(clientID: client.id, db)
            try client.delete(db)
            return sessions
        }
        try await parts.registry.load(parts.pool.id)
        try await SessionEnder(parts).list(sessions)
        parts.report(.administered(operation: Self.name, subject: client.id))
        return [:]
    }
}
