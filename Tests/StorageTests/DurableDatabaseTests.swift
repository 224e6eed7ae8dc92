import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct DurableDatabaseTests {
    let directory = Scratch()

    @Test func commitsAreSyncedAndTheFileIsPrivate() async throws {
        let database = try directory.open()
        #expect(try await database.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        #expect(
            try await database.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal"
        )
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func rowsSurviveARestart() async throws {
        let database = try directory.open()
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (7)") }
        try database.close()
        let again = try directory.open()
        #expect(try await again.read { try Int.fetchOne($0, sql: "SELECT * FROM thing") } == 7)
    }

    @Test func writesThatWaitTogetherShareACommit() async throws {
        let database = try directory.open()
        let before = database.group.commits
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await database.write { _ in gate.wait() } }
            while database.group.commits == before { await Task.yield() }
            for number in 0..<50 {
                tasks.addTask {
                    try await database.write {
                        try $0.execute(sql: "INSERT INTO thing VALUES (?)", arguments: [number])
                    }
                }
            }
            while database.group.waiting < 50 { await Task.yield() }
            gate.signal()
            try await tasks.waitForAll()
        }
        #expect(database.group.commits == before + 2)
        #expect(
            try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") }
                == 50)
    }

    @Test func aWriteThatThrowsTakesNothingOfTheOthersWithIt() async throws {
        let database = try directory.open()
        let before = database.group.commits
        let gate = DispatchSemaphore(value: 0)
        let outcomes = await withTaskGroup(of: Bool.self) { tasks in
            tasks.addTask { (try? await database.write { _ in gate.wait() }) == nil }
            while database.group.commits == before { await Task.yield() }
            for number in 0..<20 {
                tasks.addTask {
                    let done: Void? = try? await database.write { db in
                        try db.execute(sql: "INSERT INTO thing VALUES (?)", arguments: [number])
                        if number % 2 == 1 { throw CancellationError() }
                    }
                    return done == nil
                }
            }
            while database.group.waiting < 20 { await Task.yield() }
            gate.signal()
            return await tasks.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 10)
        let left = try await database.read { try Int.fetchAll($0, sql: "SELECT * FROM thing") }
        #expect(left.count == 10 && left.allSatisfy { $0 % 2 == 0 })
    }

    @Test func whenTheCommitFailsEachOfItsWritesHasFailed() async throws {
        let database = try directory.open()
        try await database.write {
            try $0.execute(
                sql: """
                    CREATE TABLE owner (id INTEGER PRIMARY KEY);
                    CREATE TABLE pet (owner INTEGER REFERENCES owner DEFERRABLE INITIALLY DEFERRED)
                    """)
        }
        let before = database.group.commits
        let gate = DispatchSemaphore(value: 0)
        let failures = await withTaskGroup(of: Bool.self) { tasks in
            tasks.addTask { (try? await database.write { _ in gate.wait() }) == nil }
            while database.group.commits == before { await Task.yield() }
            for sql in ["INSERT INTO thing VALUES (1)", "INSERT INTO pet VALUES (9)"] {
                tasks.addTask { (try? await database.write { try $0.execute(sql: sql) }) == nil }
            }
            while database.group.waiting < 2 { await Task.yield() }
            gate.signal()
            return await tasks.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(failures.count { $0 } == 2)
        #expect(
            try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 0
        )
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (2)") }
    }

    @Test func openingWritesNothing() async throws {
        try directory.open().close()
        let before = try Data(contentsOf: directory.url)
        let database = try directory.open()
        #expect(PrivateFile.size(directory.file + "-wal") == 0)
        _ = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") }
        #expect(PrivateFile.size(directory.file + "-wal") == 0)
        try database.close()
        #expect(try Data(contentsOf: directory.url) == before)
    }

    @Test func readsAtTheSameTimeOpenTheirConnectionsOnce() async throws {
        let database = try directory.open()
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (7)") }
        try await withThrowingTaskGroup(of: Int?.self) { tasks in
            for _ in 0..<50 {
                tasks.addTask {
                    try await database.read { try Int.fetchOne($0, sql: "SELECT x FROM thing") }
                }
            }
            for try await value in tasks { #expect(value == 7) }
        }
        try database.close()
        #expect(PrivateFile.size(directory.file + "-wal") == nil)
    }

    @Test func aClosedFileLeavesNoLogBehind() async throws {
        let database = try directory.open()
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (7)") }
        _ = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") }
        try database.close()
        #expect(try directory.allNames() == ["test.sqlite"], "a log would mean a crash")
    }

    @Test func aClosedFileCanBeClosedAgainAndRefusesTheRest() async throws {
        let database = try directory.open()
        try database.close()
        try database.close()
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (7)") }
        }
        await #expect(throws: StorageError.self) {
            _ = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") }
        }
    }

    @Test func anEmptyFileIsDamageNotANewStart() throws {
        try Data().write(to: directory.url)
        #expect(throws: StorageError.unreadable(path: directory.file, reason: "it is empty")) {
            try directory.open()
        }
        #expect(try Data(contentsOf: directory.url).isEmpty)
    }

    @Test func garbageAndTruncatedFilesAreRefusedAndLeftAlone() async throws {
        let database = try directory.open()
        try await database.write { db in
            for number in 0..<5000 {
                try db.execute(sql: "INSERT INTO thing VALUES (?)", arguments: [number])
            }
        }
        try database.close()
        let whole = try Data(contentsOf: directory.url)
        for damaged in [whole.prefix(whole.count / 2), Data(repeating: 0x5a, count: 8192)] {
            try damaged.write(to: directory.url)
            #expect { try directory.open() } throws: { error in
                if case .unreadable? = error as? StorageError { true } else { false }
            }
            #expect(try Data(contentsOf: directory.url) == damaged)
        }
    }

    @Test func anotherProgramsFileIsForeign() throws {
        let queue = try DatabaseQueue(path: directory.file)
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        try queue.close()
        #expect(throws: StorageError.foreign(path: directory.file)) { try directory.open() }
    }

    @Test func aNewerReleasesTablesAreRefused() throws {
        try directory.open(steps: 2).close()
        #expect(throws: StorageError.newerSchema(path: directory.file)) {
            try directory.open(steps: 1)
        }
        try directory.open(steps: 2).close()
    }

    @Test func whatWasThereBeforeAMigrationIsKept() async throws {
        let database = try directory.open(steps: 1)
        try await database.write { try $0.execute(sql: "INSERT INTO thing VALUES (7)") }
        try database.close()
        try directory.open(steps: 2).close()
        try directory.open(steps: 2).close()
        let backup = directory.file + ".before-1"
        #expect(
            try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
                == 0o600)
        let old = try DatabaseQueue(path: backup)
        #expect(try await old.read { try Int.fetchOne($0, sql: "SELECT x FROM thing") } == 7)
        #expect(try await old.read { try !$0.tableExists("more") })
        #expect(!FileManager.default.fileExists(atPath: directory.file + ".before-2"))
    }

    @Test func afterACrashABigFileIsCheckedToo() throws {
        #expect(!FileCheck.isDue(size: 1 << 30, logSize: nil))
        #expect(!FileCheck.isDue(size: 1 << 30, logSize: 0))
        #expect(FileCheck.isDue(size: 1 << 30, logSize: 4_096))
        #expect(FileCheck.isDue(size: 1 << 20, logSize: nil))
    }

    @Test func olderTablesAreBroughtUpToDate() async throws {
        try directory.open(steps: 1).close()
        let database = try directory.open(steps: 2)
        let count = try await database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM more")
        }
        #expect(count == 0)
    }

    @Test func aFailedTransactionLeavesNothing() async throws {
        let database = try directory.open()
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.execute(sql: "INSERT INTO thing VALUES (1)")
                try db.execute(sql: "INSERT INTO nowhere VALUES ('planted-value')")
            }
        }
        #expect(
            try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 0
        )
    }

    @Test func twoOpenersTakeTurns() async throws {
        let first = try directory.open()
        let second = try directory.open()
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    try await (number % 2 == 0 ? first : second).write {
                        try $0.execute(sql: "INSERT INTO thing VALUES (?)", arguments: [number])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(
            try await first.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 40)
    }

    @Test func draftsOfAKilledStartAreSweptAway() throws {
        let strays = ["", "-wal", "-shm", "-journal"].map { directory.file + ".new-7-1" + $0 }
        let neighbour = directory.file + ".pem.new-7-1"
        for path in strays + [neighbour] { try Data().write(to: URL(filePath: path)) }
        try directory.open().close()
        #expect(try directory.names() == ["test.sqlite", "test.sqlite.pem.new-7-1"])
        #expect(try PrivateFile.create(directory.file + ".pem", bytes: [1]))
        #expect(try directory.names() == ["test.sqlite", "test.sqlite.pem"])
    }

    @Test func aLargePrivateFileIsWhole() throws {
        let path = directory.file + ".large"
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try PrivateFile.create(path, bytes: bytes))
        #expect(try PrivateFile.read(path, limit: bytes.count) == bytes)
    }

    @Test func aPrivateFileIsNeverReplaced() throws {
        let path = directory.file + ".pem"
        #expect(try PrivateFile.create(path, bytes: [1, 2]))
        #expect(try !PrivateFile.create(path, bytes: [3]))
        #expect(try PrivateFile.read(path, limit: 2) == [1, 2])
        #expect(throws: StorageError.self) { try PrivateFile.read(path, limit: 1) }
    }
}

/// A directory that goes with the test.
final class Scratch: Sendable {
    let url: URL
    var file: String { url.path }

    init() {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try? PrivateFile.makeDirectory(directory.path)
        url = directory.appending(path: "test.sqlite")
    }

    deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

    func allNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: url.deletingLastPathComponent().path
        ).sorted()
    }

    /// What is in the directory, without SQLite's own side files.
    func names() throws -> [String] {
        try allNames().filter { !$0.hasSuffix(".sqlite-wal") && !$0.hasSuffix(".sqlite-shm") }
    }

    @discardableResult
    func open(steps: Int = 1) throws -> DurableDatabase {
        var migrator = DatabaseMigrator()
        for (number, name) in ["thing", "more"].prefix(steps).enumerated() {
            migrator.registerMigration("\(number)") {
                try $0.execute(sql: "CREATE TABLE \(name) (x)")
            }
        }
        return try DurableDatabase(path: file, applicationID: 0x5445_5354, migrator: migrator)
    }
}
