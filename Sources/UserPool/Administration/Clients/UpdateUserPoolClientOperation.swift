import CognitoAPI
import StrictJSON

/// Replaces a client's settings, but for its name where that is left out; its secret stays.
struct UpdateUserPoolClientOperation: AdminOperation {
    static let name = "UpdateUserPoolClient"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        let old = try await desk.client(input)
        var settings = try ClientSettings.read(input, hasSecret: !old.secrets.isEmpty)
        if settings["ClientName"] == nil { settings["ClientName"] = .string(old.name) }
        let client = try await store(settings, of: old)
        try await parts.registry.load(parts.pool.id)
        parts.report(.administered(operation: Self.name, subject: old.id))
        return try desk.shown(client)
    }

    private func store(
        _ settings: JSONObject, of old: ClientRecord
    ) async throws(CognitoError) -> ClientRecord {
        let now = parts.clock()
        return try await parts.store.decide { db in
            try old.set(settings, now: now, db)
            return try AdminDesk.client(old.id, of: old.poolID, db)
        }
    }
}
