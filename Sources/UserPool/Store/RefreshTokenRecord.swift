import Foundation
import GRDB

/// Rows of `refresh_token` under rotation: each refresh retires the token it came with.
enum RefreshTokenRecord {
    /// False for a token that was changed for another and whose grace is over: somebody has a copy.
    static func isUsable(_ hash: [UInt8], now: Int64, _ db: Database) throws -> Bool {
        let end = try Int64.fetchOne(
            db, sql: "SELECT usable_until FROM refresh_token WHERE hash = ?",
            arguments: [Data(hash)])
        return end.map { now < $0 } ?? true
    }

    /// Puts `new` in the place of `old`, which works on for `grace` milliseconds from its first
    /// change; both die with the session.
    static func rotate(
        _ old: [UInt8], to new: [UInt8], of session: SessionRecord, grace: Int64, now: Int64,
        _ db: Database
    ) throws {
        try db.execute(
            sql:
                "UPDATE refresh_token SET usable_until = ? WHERE hash = ? AND usable_until IS NULL",
            arguments: [now + grace, Data(old)])
        try db.execute(
            sql: insertion, arguments: [Data(new), session.originJTI, session.expiresAt])
    }

    static let insertion = """
        INSERT INTO refresh_token (hash, origin_jti, expires_at, is_keyed) VALUES (?, ?, ?, TRUE)
        """

    /// Gives what the first release stored its present form: the tokens go on being good.
    static func keyOld(_ secrets: PoolSecrets, _ db: Database) throws {
        let old = try Data.fetchAll(db, sql: "SELECT hash FROM refresh_token WHERE NOT is_keyed")
        for hash in old {
            try db.execute(
                sql: "UPDATE refresh_token SET hash = ?, is_keyed = TRUE WHERE hash = ?",
                arguments: [Data(RefreshToken.keyed([UInt8](hash), secrets)), hash])
        }
    }
}
