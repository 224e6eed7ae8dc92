import Foundation
import GRDB
import Testing

@testable import Storage

/// A refusal changes nothing: neither the file nor the log or journal that a killed writer left.
@Suite struct RefusedDatabaseTests {
    let directory = Scratch()

    @Test func aBigDamagedFileIsRefusedAgain() async throws {
        try await fill(bytes: Limits.fullCheckBytes)
        try directory.writeAndDie(leaving: "-wal") {
            try $0.execute(sql: "INSERT INTO thing VALUES (7)")
        }
        try damageTheMiddle()
        let before = try directory.contents(with: "-wal")
        for _ in 1...2 {
            #expect {
                try directory.open()
            } throws: { error in
                if case .unreadable? = error as? StorageError { true } else { false }
            }
            #expect(try directory.contents(with: "-wal") == before)
        }
    }

    @Test(arguments: ["-wal", "-journal"])
    func aForeignFileKeepsItsLog(log: String) throws {
        try directory.writeAndDie(leaving: log) { db in
            try db.execute(sql: "CREATE TABLE theirs (x)")
            try log == "-wal" ? switchToWAL(db) : writeHalf(db, into: "theirs")
        }
        let before = try directory.contents(with: log)
        #expect(throws: StorageError.foreign(path: directory.file)) { try directory.open() }
        #expect(try directory.contents(with: log) == before)
    }

    /// Killed while it switched the new file to WAL.
    @Test func aKilledFirstStartIsUndone() async throws {
        try directory.open().close()
        try leaveHalfATransaction()
        let database = try directory.open()
        let count = try await database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM thing")
        }
        #expect(count == 0)
    }

    @Test func aBigFileWithAJournalIsLeftAlone() async throws {
        try await fill(bytes: Limits.fullCheckBytes)
        try leaveHalfATransaction()
        let before = try directory.contents(with: "-journal")
        #expect(throws: StorageError.self) { try directory.open() }
        #expect(try directory.contents(with: "-journal") == before)
    }

    private func fill(bytes: Int64) async throws {
        let database = try directory.open()
        try await database.write { db in
            for _ in 0...(bytes / 3_000) {
                try db.execute(sql: "INSERT INTO thing VALUES (randomblob(3000))")
            }
        }
        try database.close()
        #expect(try #require(PrivateFile.size(directory.file)) > bytes)
    }

    private func damageTheMiddle() throws {
        let file = try FileHandle(forUpdating: directory.url)
        try file.seek(toOffset: UInt64(Limits.fullCheckBytes) / 2)
        try file.write(contentsOf: Data(repeating: 0x5a, count: 4_096))
        try file.close()
    }

    private func leaveHalfATransaction() throws {
        try directory.writeAndDie(leaving: "-journal") { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
            try writeHalf(db, into: "thing")
        }
    }

    private func switchToWAL(_ db: Database) throws {
        try db.execute(sql: "PRAGMA journal_mode = WAL; INSERT INTO theirs VALUES (7)")
    }

    /// More than the cache holds, so that the file has some of it before the commit.
    private func writeHalf(_ db: Database, into table: String) throws {
        try db.execute(sql: "PRAGMA cache_size = 2; BEGIN IMMEDIATE")
        for _ in 0..<200 {
            try db.execute(sql: "INSERT INTO \(table) VALUES (randomblob(1000))")
        }
    }
}
