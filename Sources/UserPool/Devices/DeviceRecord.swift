import Foundation
import GRDB

/// A row of `device`: confirmed once it has a verifier.
struct DeviceRecord: Sendable, Equatable {
    let key: String
    let groupKey: String
    let userID: Int64
    var name: String?
    var salt: [UInt8]?
    /// The SRP verifier, sealed.
    var verifier: [UInt8]?
    var isRemembered = false
    let createdAt: Int64
    var updatedAt: Int64
    var authenticatedAt: Int64

    init(key: String, groupKey: String, userID: Int64, now: Int64) {
        self.key = key
        self.groupKey = groupKey
        self.userID = userID
        createdAt = now
        updatedAt = now
        authenticatedAt = now
    }

    private init(_ row: Row) {
        key = row["key"]
        groupKey = row["group_key"]
        userID = row["user_id"]
        name = row["name"]
        salt = (row["salt"] as Data?).map { [UInt8]($0) }
        verifier = (row["verifier"] as Data?).map { [UInt8]($0) }
        isRemembered = row["is_remembered"]
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
        authenticatedAt = row["authenticated_at"]
    }

    var isConfirmed: Bool { verifier != nil }
    /// Its proof counts at sign-in.
    var isTrusted: Bool { isConfirmed && isRemembered }
    /// What the seal of the verifier is bound to.
    var purpose: String { "device verifier\n\(userID)\n\(key)" }
}

extension DeviceRecord {
    /// One of the user's own devices.
    static func find(_ key: String, userID: Int64, _ db: Database) throws -> DeviceRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM device WHERE key = ? AND user_id = ?",
            arguments: [key, userID]
        ).map(DeviceRecord.init)
    }

    /// The user's devices behind `key`, in the order of their keys.
    static func list(
        userID: Int64, after key: String, limit: Int, _ db: Database
    ) throws -> [DeviceRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM device WHERE user_id = ? AND key > ? ORDER BY key LIMIT ?",
            arguments: [userID, key, limit]
        ).map(DeviceRecord.init)
    }

    func save(_ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                key, userID, groupKey, name, salt.map { Data($0) }, verifier.map { Data($0) },
                isRemembered, createdAt, updatedAt, authenticatedAt,
            ])
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM device WHERE key = ?", arguments: [key])
    }

    /// Devices that a sign-in named, nobody confirmed, and no session is from any more.
    static func forgetUnconfirmed(userID: Int64, before time: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM device
                WHERE user_id = ? AND verifier IS NULL AND created_at <= ? AND NOT EXISTS (
                    SELECT 1 FROM session
                    WHERE session.user_id = device.user_id AND session.device_key = device.key)
                """,
            arguments: [userID, time])
    }
}
