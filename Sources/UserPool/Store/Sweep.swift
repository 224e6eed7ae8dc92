import GRDB

/// Removes rows whose time is over.
enum Sweep {
    static func run(_ db: Database, now: Int64) throws {
        try db.execute(sql: "DELETE FROM code WHERE expires_at <= ?", arguments: [now])
        try db.execute(
            sql: "DELETE FROM attempt WHERE window_start <= ?",
            arguments: [now - Limits.attemptWindow])
        try db.execute(
            sql: "DELETE FROM lockout WHERE last_failure_at <= ? AND locked_until <= ?",
            arguments: [now - Limits.quietTime, now])
        try db.execute(
            sql: "DELETE FROM refresh_token WHERE usable_until <= ?",
            arguments: [now - Limits.rotatedTokenKept])
        try db.execute(sql: "DELETE FROM spent_block WHERE expires_at <= ?", arguments: [now])
        try db.execute(
            sql: "DELETE FROM challenge_session WHERE expires_at <= ?",
            arguments: [now - Limits.expiredChallengeKept])
        try db.execute(
            sql: "DELETE FROM session WHERE expires_at <= ?",
            arguments: [now - Limits.expiredSessionKept])
    }
}
