import GRDB
import Testing

@testable import UserPool

@Suite struct MigrationTests {
    /// A file from before SRP, second factors, rotation and devices.
    @Test func whatAnOlderVersionStoredIsKept() async throws {
        let queue = try DatabaseQueue()
        try PoolSchema.migrator.migrate(queue, upTo: "4-nobodys-codes")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO pool VALUES ('p', 0);
                    INSERT INTO client VALUES ('c', TRUE, NULL, '{}', 0);
                    INSERT INTO user VALUES (7, 's', 's', 'CONFIRMED', TRUE, 'h', 0, 0);
                    INSERT INTO session VALUES ('o', 7, 'c', 'e', 1, 99, NULL);
                    INSERT INTO refresh_token VALUES (x'01', 'o', 99);
                    """)
        }
        try PoolSchema.migrator.migrate(queue)
        try await queue.read { db in
            let session = try SessionRecord.find(refreshHash: [1], db)
            #expect(session?.originJTI == "o" && session?.deviceKey == nil)
            #expect(try RefreshTokenRecord.isUsable([1], now: 0, db))
            #expect(try UserRecord.find(id: 7, db)?.passwordHash == "h")
            #expect(try VerifierRecord.find(userID: 7, db) == nil)
        }
    }
}
