import GRDB
import Synchronization

/// An SQLite file whose acknowledged writes survive a power cut, read and written off the caller's
/// executor.
///
/// WAL with `synchronous=FULL`: a commit returns after its bytes are on the disk. The file has mode
/// 0600, a directory made for it 0700. A file that is there is used or refused, never replaced: an
/// empty pool in the place of an unreadable one would look like everybody's accounts had gone.
package final class DurableDatabase: Sendable {
    private let pool: DatabasePool
    let group = WriteGroup()
    let path: String
    let disk = Mutex(DiskState())
    private let isClosed = Atomic(false)

    /// Opens the file at `path`, made with the migrator's tables if there is none. Blocks its
    /// thread, for about 10 ms or until another opener of a file in the directory is done.
    ///
    /// - Parameters:
    ///   - applicationID: SQLite's `application_id` of this kind of file; another one is foreign.
    ///   - migrator: every migration ever released, in order.
    package init(path: String, applicationID: Int32, migrator: DatabaseMigrator)
        throws(StorageError)
    {
        self.path = path
        try PrivateFile.makeParent(of: path)
        // Openers take turns: switching a file to WAL and recovering it lock others out.
        pool = try PrivateFile.exclusively(inDirectoryOf: path) { () throws(StorageError) in
            PrivateFile.sweepDrafts(of: path)
            if !PrivateFile.exists(path) {
                try Self.make(at: path, applicationID: applicationID, migrator: migrator)
            }
            return try Self.open(path, applicationID: applicationID, migrator: migrator)
        }
    }

    /// Reads a snapshot: what was committed when the read began.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        let result: Result<Value, StorageError> = await withCheckedContinuation { waiting in
            pool.asyncRead { access in
                waiting.resume(returning: Self.outcome { try body(access.get()) })
            }
        }
        return try result.get()
    }

    /// Writes all or nothing; returns when it is on the disk. Writers take turns, in this process and
    /// between processes; those that wait together share a commit. Cancelling the caller's task
    /// doesn't undo it.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        let result: Result<Value, StorageError> = await withCheckedContinuation { waiting in
            let outcome = WriteOutcome<Value>()
            let job = WriteGroup.Job(run: { outcome.set(try body($0)) }) { [self] failure in
                if let failure { disk.withLock { $0.note(failure) } }
                waiting.resume(returning: outcome.result(failure.map(Self.failure)))
            }
            guard group.add(job) else { return }
            pool.asyncWriteWithoutTransaction { [group] in group.drain($0) }
        }
        return try result.get()
    }

    /// Copies the file, as it is at one moment while others go on, to a new one (mode 0600).
    ///
    /// - Throws: `inaccessible` when the name is taken or can't be written.
    package func copy(to path: String) throws(StorageError) {
        do {
            guard try Self.copy(pool, to: path) else {
                throw StorageError.inaccessible(path: path, reason: "it is there already")
            }
        } catch {
            throw Self.failure(error)
        }
    }

    /// Closes the file after the running work; later calls fail.
    package func close() throws(StorageError) {
        // A closed connection must not be touched again: SQLite doesn't check.
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        do {
            // The readers first: GRDB closes them last, and SQLite leaves its log behind where the last
            // connection only reads. A log at the next start means a crash.
            pool.releaseMemory()
            try pool.close()
        } catch {
            throw Self.failure(error)
        }
    }
}

// Opening.
extension DurableDatabase {
    /// The tables are made in a draft that gets its name when it is whole: a crash in between
    /// leaves no file, so an empty or short one is always damage.
    private static func make(
        at path: String, applicationID: Int32, migrator: DatabaseMigrator
    ) throws(StorageError) {
        let draft = PrivateFile.draftName(for: path)
        try PrivateFile.writeDraft(draft, bytes: [])
        do {
            let queue = try DatabaseQueue(path: draft)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            }
            try migrator.migrate(queue)
            try queue.close()
        } catch {
            throw .inaccessible(path: path, reason: reason(error))
        }
        _ = try PrivateFile.publish(draft, as: path)
        PrivateFile.remove(draft)
    }

    private static func open(
        _ path: String, applicationID: Int32, migrator: DatabaseMigrator
    ) throws(StorageError) -> DatabasePool {
        do {
            try check(path, applicationID: applicationID)
            let pool = try DatabasePool(path: path, configuration: configuration)
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw StorageError.newerSchema(path: path)
            }
            try keepOld(pool, at: path, before: migrator)
            try migrator.migrate(pool)
            // GRDB sets NORMAL when it turns WAL on, which may lose the last commits in a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        } catch let error as StorageError {
            throw error
        } catch let error as DatabaseError where Self.passing.contains(error.resultCode) {
            throw .inaccessible(path: path, reason: reason(error))
        } catch {
            throw .unreadable(path: path, reason: reason(error))
        }
    }

    /// A copy of the file beside it, before migrations change it: `{path}.before-{migration}`. The
    /// release that wrote it can go on with that.
    private static func keepOld(
        _ pool: DatabasePool, at path: String, before migrator: DatabaseMigrator
    ) throws {
        let done = try pool.read(migrator.completedMigrations)
        guard let next = migrator.migrations.first(where: { !done.contains($0) }) else { return }
        try copy(pool, to: "\(path).before-\(next)")
    }

    /// Copies the file as it is at one moment to a new one (mode 0600), whole or not at all. False
    /// when the name is taken.
    @discardableResult
    private static func copy(_ pool: DatabasePool, to path: String) throws -> Bool {
        PrivateFile.sweepDrafts(of: path)
        let draft = PrivateFile.draftName(for: path)
        try PrivateFile.writeDraft(draft, bytes: [])
        defer { PrivateFile.remove(draft) }
        let queue = try DatabaseQueue(path: draft)
        try pool.backup(to: queue)
        try queue.close()
        return try PrivateFile.publish(draft, as: path)
    }

    /// Whether the file must be read page by page before it is used: when it is small, and when
    /// whoever wrote it last did not come to close it, which leaves a log behind.
    static func isCheckDue(size: Int64, logSize: Int64?) -> Bool {
        size <= Limits.fullCheckBytes || logSize ?? 0 > 0
    }

    /// Results that say nothing about the file's health: permissions, locks, descriptors, space.
    private static let passing: [ResultCode] = [
        .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM, .SQLITE_FULL,
        .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH,
    ]

    /// Refuses what isn't ours before anything is written to it.
    private static func check(_ path: String, applicationID: Int32) throws {
        guard let size = PrivateFile.size(path), size > 0 else {
            throw StorageError.unreadable(path: path, reason: "it is empty")
        }
        var readOnly = configuration
        readOnly.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: readOnly)
        try queue.read { db in
            guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
                throw StorageError.foreign(path: path)
            }
            let logSize = PrivateFile.size(path + "-wal")
            guard isCheckDue(size: size, logSize: logSize) else { return }
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else {
                throw StorageError.unreadable(path: path, reason: "failed its consistency check")
            }
        }
        try queue.close()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.maximumReaderCount = Limits.readers
        return configuration
    }
}

// Failures.
extension DurableDatabase {
    private static func outcome<Value>(_ body: () throws -> Value) -> Result<Value, StorageError> {
        Result { try body() }.mapError(failure)
    }

    private static func failure(_ error: any Error) -> StorageError {
        error as? StorageError ?? .failed(reason: reason(error))
    }

    /// SQLite's result code in words. Not the message: it may quote a statement with its values.
    private static func reason(_ error: any Error) -> String {
        (error as? DatabaseError).map { "\($0.extendedResultCode)" } ?? "\(type(of: error))"
    }
}
