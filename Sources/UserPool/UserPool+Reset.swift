import CognitoAPI
import GRDB

extension UserPool {
    /// Tables that outlive a reset: what the pool is, not who is in it.
    private static let kept: Set<String> = [
        "pool", "client", "client_secret", "grdb_migrations",
    ]

    /// Removes users, sessions, codes and whatever else came in since the pool was made; keeps the
    /// pool, its client and its keys. For tests of an application.
    ///
    /// - Returns: `sub` of the users who have had sessions; nobody gets one of them again. Tell the
    ///   revocation index, or their tokens still open guarded routes.
    package func reset() async throws(CognitoError) -> [String] {
        try await store.write { db in
            let subjects = try String.fetchAll(
                db, sql: "SELECT sub FROM user WHERE id IN (SELECT user_id FROM session)")
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master
                    WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'
                    """)
            // In whatever order: references are looked at when all is gone.
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for table in tables where !Self.kept.contains(table) {
                try db.execute(sql: "DELETE FROM \(table.quotedDatabaseIdentifier)")
            }
            return subjects
        }
    }
}
