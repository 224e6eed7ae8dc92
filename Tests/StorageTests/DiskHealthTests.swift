import Foundation
import GRDB
import Synchronization
import Testing

@testable import Storage

@Suite struct DiskHealthTests {
    private let directory = Scratch()
    private var folder: URL { directory.url.deletingLastPathComponent() }

    @Test func aFullDiskIsNoticedAndLeavesNothingHalfWritten() async throws {
        let database = try await filled()
        #expect(database.refusal == .full)
        #expect(
            try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 1
        )
    }

    @Test func lookingAgainFindsTheCure() async throws {
        let database = try await filled()
        await look(at: database)
        #expect(database.refusal == nil)
        #expect(try directory.names() == ["test.sqlite"])
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (2)") }
    }

    @Test func withoutRoomForAFewRequestsItStaysRefused() async throws {
        let database = try await filled()
        let elsewhere = folder.appendingPathExtension("elsewhere")
        try FileManager.default.moveItem(at: folder, to: elsewhere)
        await look(at: database)
        #expect(database.refusal == .full)
        try FileManager.default.moveItem(at: elsewhere, to: folder)
        database.disk.withLock { $0.nextLook = .now }
        await look(at: database)
        #expect(database.refusal == nil)
    }

    @Test func itLooksEveryTwoSecondsHoweverOftenItIsAsked() {
        var state = DiskState()
        let start = ContinuousClock.now
        state.note(DatabaseError(resultCode: .SQLITE_FULL))
        let looks = [1, 2].map { state.takeLook(at: start + .seconds($0)) }
        #expect(looks == [true, false], "it is looking")
        state.looked(isWritable: false, at: start + .seconds(9))
        let later = [10, 11].map { state.takeLook(at: start + .seconds($0)) }
        #expect(later == [false, true])
        state.looked(isWritable: true, at: start + .seconds(12))
        let last = state.takeLook(at: start + .seconds(99))
        #expect(!last, "there is nothing to look for")
    }

    @Test func aRefusalOfTheStatementsOwnSaysNothingOfTheDisk() async throws {
        let database = try directory.open()
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.execute(sql: "INSERT INTO nowhere VALUES (1)") }
        }
        await #expect(throws: StorageError.self) {
            try await database.write { _ in throw CancellationError() }
        }
        #expect(database.refusal == nil)
        database.lookAgain()
        #expect(!database.disk.withLock { $0.isLooking }, "there is nothing to look for")
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, DiskRefusal.full as DiskRefusal?),
        (.SQLITE_READONLY_DBMOVED, .readOnly), (.SQLITE_IOERR_WRITE, .failing),
        (.SQLITE_IOERR_FSYNC, .failing), (.SQLITE_BUSY, nil), (.SQLITE_CONSTRAINT, nil),
    ])
    func resultsAreTold(code: ResultCode, refusal: DiskRefusal?) {
        #expect(DiskRefusal(DatabaseError(resultCode: code)) == refusal)
    }

    /// A database whose last write found the disk full, after one that didn't.
    private func filled() async throws -> DurableDatabase {
        let database = try directory.open()
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (1)") }
        let pages = try await database.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            return pages
        }
        await #expect(throws: StorageError.failed(reason: "\(ResultCode.SQLITE_FULL)")) {
            try await database.write { db in
                try db.execute(sql: "INSERT INTO thing VALUES (3)")
                try db.execute(sql: "INSERT INTO thing VALUES (zeroblob(\(pages * 65_536)))")
            }
        }
        return database
    }

    private func look(at database: DurableDatabase) async {
        database.lookAgain()
        while database.disk.withLock({ $0.isLooking }) { await Task.yield() }
    }
}
