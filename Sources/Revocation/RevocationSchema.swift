import GRDB

/// The tables of the revocation file, and the statements on them.
enum RevocationSchema {
    /// "GHrv": marks the file as ours (SQLite's `application_id`).
    static let applicationID: Int32 = 0x4748_7276

    /// Every migration ever released; a released one never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-sessions-and-watermarks") { db in
            try db.execute(
                sql: """
                    CREATE TABLE revoked_session (
                        origin_jti TEXT PRIMARY KEY NOT NULL,
                        expires_at INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE watermark (
                        subject TEXT PRIMARY KEY NOT NULL,
                        second INTEGER NOT NULL,
                        expires_at INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE exemption (
                        subject TEXT NOT NULL REFERENCES watermark (subject) ON DELETE CASCADE,
                        origin_jti TEXT NOT NULL,
                        PRIMARY KEY (subject, origin_jti)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        return migrator
    }

    static func load(_ db: Database) throws -> RevocationTable {
        var table = RevocationTable()
        for row in try Row.fetchAll(db, sql: "SELECT origin_jti, expires_at FROM revoked_session") {
            table.revoke([row[0]], expiresAt: row[1])
        }
        for row in try Row.fetchAll(db, sql: "SELECT subject, second, expires_at FROM watermark") {
            table.revokeAll(of: row[0], upTo: row[1], expiresAt: row[2])
        }
        for row in try Row.fetchAll(db, sql: "SELECT origin_jti, subject FROM exemption") {
            table.exempt(row[0], of: row[1])
        }
        return table
    }

    static func save(_ originJTIs: [String], expiresAt: Int64, _ db: Database) throws {
        for originJTI in originJTIs {
            try db.execute(
                sql: """
                    INSERT INTO revoked_session VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)
                    """,
                arguments: [originJTI, expiresAt])
        }
    }

    /// Moves the watermark, never back, and ends the exemptions of the earlier sign-out.
    static func saveWatermark(
        of subject: String, upTo second: Int64, expiresAt: Int64, _ db: Database
    ) throws {
        try db.execute(sql: "DELETE FROM exemption WHERE subject = ?", arguments: [subject])
        try db.execute(
            sql: """
                INSERT INTO watermark VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET second = max(second, excluded.second),
                    expires_at = max(expires_at, excluded.expires_at)
                """,
            arguments: [subject, second, expiresAt])
    }

    static func saveExemption(_ originJTI: String, of subject: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO exemption
                SELECT subject, ? FROM watermark WHERE subject = ?
                """,
            arguments: [originJTI, subject])
    }

    static func sweep(_ db: Database, now: Int64) throws {
        try db.execute(sql: "DELETE FROM revoked_session WHERE expires_at <= ?", arguments: [now])
        try db.execute(sql: "DELETE FROM watermark WHERE expires_at <= ?", arguments: [now])
    }
}
