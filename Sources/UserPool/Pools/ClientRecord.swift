import GRDB
import StrictJSON

/// A row of `client`: an app client with its settings in Cognito's own members.
struct ClientRecord: Sendable {
    let id: String
    let poolID: String
    let isDefault: Bool
    let settings: JSONObject
    /// None for a public client; the oldest first.
    let secrets: [ClientSecretRecord]
    let createdAt: Int64
    let updatedAt: Int64

    private init(_ row: Row, _ db: Database) throws {
        id = row["id"]
        poolID = row["pool_id"]
        isDefault = row["is_default"]
        settings = StoredJSON.object(row["settings"])
        secrets = try ClientSecretRecord.all(of: id, db)
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
    }

    var name: String { settings["ClientName"]?.stringValue ?? "" }
}

extension ClientRecord {
    static func find(_ id: String, _ db: Database) throws -> ClientRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM client WHERE id = ?", arguments: [id])
            .map { try ClientRecord($0, db) }
    }

    static func all(of poolID: String, _ db: Database) throws -> [ClientRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM client WHERE pool_id = ?", arguments: [poolID])
            .map { try ClientRecord($0, db) }
    }

    static func list(
        of poolID: String, after id: String, limit: Int, _ db: Database
    ) throws -> [ClientRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM client WHERE pool_id = ? AND id > ? ORDER BY id LIMIT ?",
            arguments: [poolID, id, limit]
        ).map { try ClientRecord($0, db) }
    }

    static func count(in poolID: String, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM client WHERE pool_id = ?", arguments: [poolID]) ?? 0
    }

    static func insert(
        _ id: String, of poolID: String, settings: JSONObject, now: Int64, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO client (id, pool_id, is_default, settings, created_at, updated_at)
                VALUES (?, ?, FALSE, ?, ?, ?)
                """,
            arguments: [id, poolID, StoredJSON.text(settings), now, now])
        try PoolRecord.touch(poolID, db)
    }

    func set(_ settings: JSONObject, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE client SET settings = ?, updated_at = ? WHERE id = ?",
            arguments: [StoredJSON.text(settings), now, id])
        try PoolRecord.touch(poolID, db)
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM client WHERE id = ?", arguments: [id])
        try PoolRecord.touch(poolID, db)
    }
}
