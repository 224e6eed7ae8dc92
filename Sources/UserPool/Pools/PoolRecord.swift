import Foundation
import GRDB
import StrictJSON

/// A row of `pool`: a user pool with its settings in Cognito's own members, as CreateUserPool and
/// its successors left them.
struct PoolRecord: Sendable {
    let id: String
    /// The pool of the policy file and of the JSON routes.
    let isDefault: Bool
    let settings: JSONObject
    let createdAt: Int64
    let updatedAt: Int64
    /// Counts the changes of the pool and of its clients.
    let version: Int64

    private init(_ row: Row) {
        id = row["id"]
        isDefault = row["is_default"]
        settings = StoredJSON.object(row["settings"])
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
        version = row["version"]
    }

    /// `us-east-1` of `us-east-1_AbCdEfGhI`.
    var region: String { String(id.prefix { $0 != "_" }) }

    var name: String { settings["PoolName"]?.stringValue ?? "" }
}

extension PoolRecord {
    static func find(_ id: String, _ db: Database) throws -> PoolRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM pool WHERE id = ?", arguments: [id])
            .map(PoolRecord.init)
    }

    /// Pools after `id`, in the order of ids.
    static func list(after id: String, limit: Int, _ db: Database) throws -> [PoolRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM pool WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit]
        ).map(PoolRecord.init)
    }

    static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM pool") ?? 0
    }

    static func insert(_ id: String, settings: JSONObject, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO pool (id, is_default, settings, created_at, updated_at)
                VALUES (?, FALSE, ?, ?, ?)
                """,
            arguments: [id, StoredJSON.text(settings), now, now])
    }

    static func set(_ settings: JSONObject, of id: String, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE pool SET settings = ?, updated_at = ?, version = version + 1 WHERE id = ?",
            arguments: [StoredJSON.text(settings), now, id])
    }

    /// What is made from the pool's rows has to be made anew.
    static func touch(_ id: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE pool SET version = version + 1 WHERE id = ?", arguments: [id])
    }

    static func delete(_ id: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM pool WHERE id = ?", arguments: [id])
    }
}

/// What a pool is made from.
struct PoolRows: Sendable {
    let pool: PoolRecord
    let clients: [ClientRecord]

    static func find(_ id: String, _ db: Database) throws -> PoolRows? {
        try PoolRecord.find(id, db).map {
            PoolRows(pool: $0, clients: try ClientRecord.all(of: id, db))
        }
    }
}

/// JSON documents in text columns.
enum StoredJSON {
    /// An empty object for what isn't one: rows are ours, and a pool with defaults can be mended.
    static func object(_ text: String) -> JSONObject {
        (try? JSONValue(jsonBytes: Array(text.utf8)))?.objectValue ?? JSONObject()
    }

    static func text(_ object: JSONObject) -> String {
        String(decoding: object.jsonBytes, as: UTF8.self)
    }
}
