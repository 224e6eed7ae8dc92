import GRDB
import StrictJSON

/// A row of `resource`: what a pool keeps for its administrator without acting on it.
struct ResourceRecord: Sendable {
    enum Kind: String, Sendable {
        case resourceServer = "resource-server"
        case identityProvider = "identity-provider"
        case domain
    }

    let poolID: String
    let name: String
    let document: JSONObject
    let createdAt: Int64
    let updatedAt: Int64

    private init(_ row: Row) {
        poolID = row["pool_id"]
        name = row["name"]
        document = StoredJSON.object(row["document"])
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
    }
}

extension ResourceRecord {
    static func find(
        _ kind: Kind, _ name: String, of poolID: String, _ db: Database
    ) throws -> ResourceRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM resource WHERE pool_id = ? AND kind = ? AND name = ?",
            arguments: [poolID, kind.rawValue, name]
        ).map(ResourceRecord.init)
    }

    static func findDomain(_ name: String, _ db: Database) throws -> ResourceRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM resource WHERE kind = 'domain' AND name = ?", arguments: [name]
        ).map(ResourceRecord.init)
    }

    static func list(
        _ kind: Kind, of poolID: String, after name: String, limit: Int, _ db: Database
    ) throws -> [ResourceRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM resource WHERE pool_id = ? AND kind = ? AND name > ?
                ORDER BY name LIMIT ?
                """,
            arguments: [poolID, kind.rawValue, name, limit]
        ).map(ResourceRecord.init)
    }

    static func save(
        _ document: JSONObject, _ kind: Kind, _ name: String, of poolID: String, now: Int64,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (pool_id, kind, name)
                DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
                """,
            arguments: [poolID, kind.rawValue, name, StoredJSON.text(document), now, now])
    }

    static func delete(_ kind: Kind, _ name: String, of poolID: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM resource WHERE pool_id = ? AND kind = ? AND name = ?",
            arguments: [poolID, kind.rawValue, name])
    }
}
