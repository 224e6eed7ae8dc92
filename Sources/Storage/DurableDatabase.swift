import GRDB
import Synchronization

/// An SQLite file whose acknowledged writes survive a power cut, read and written off the caller's
/// executor.
///
/// WAL with `synchronous=FULL`: a commit returns after its bytes are on the disk. The file has mode
/// 0600, a directory made for it 0700. A file that is there is used or refused, never replaced: an
/// empty pool in the place of an unreadable one would look like everybody's accounts had gone.
package final class DurableDatabase: Sendable {
    private let writer: DatabaseQueue
    /// Opened at the first read, as each connection parses all tables: a start does without.
    private let readers = Mutex<DatabasePool?>(nil)
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
        writer = try PrivateFile.exclusively(inDirectoryOf: path) { () throws(StorageError) in
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
        let open = readers.withLock { $0 }
        let pool: DatabasePool
        if let open { pool = open } else { pool = try await BlockingWork.run(openReaders) }
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
            writer.asyncWriteWithoutTransaction { [group] in group.drain($0) }
        }
        return try result.get()
    }

    /// Copies the file, as it is at one moment while others go on, to a new one (mode 0600).
    ///
    /// - Throws: `inaccessible` when the name is taken or can't be written.
    package func copy(to path: String) throws(StorageError) {
        do {
            guard try Self.copy(openReaders(), to: path) else {
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
            // The readers first: SQLite leaves its log behind where the last connection only reads. A
            // log at the next start means a crash.
            try readers.withLock { try $0?.close() }
            try writer.close()
        } catch {
            throw Self.failure(error)
        }
    }

    @Sendable private func openReaders() throws(StorageError) -> DatabasePool {
        do {
            return try readers.withLock { readers in
                guard !isClosed.load(ordering: .relaxed) else {
                    throw StorageError.failed(reason: "it is closed")
                }
                let pool = try readers ?? Self.readers(of: path)
                readers = pool
                return pool
            }
        } catch {
            throw Self.failure(error)
        }
    }
}

// Failures.
extension DurableDatabase {
    static func outcome<Value>(_ body: () throws -> Value) -> Result<Value, StorageError> {
        Result { try body() }.mapError(failure)
    }

    static func failure(_ error: any Error) -> StorageError {
        error as? StorageError ?? .failed(reason: reason(error))
    }

    /// SQLite's result code in words. Not the message: it may quote a statement with its values.
    static func reason(_ error: any Error) -> String {
        (error as? DatabaseError).map { "\($0.extendedResultCode)" } ?? "\(type(of: error))"
    }
}
