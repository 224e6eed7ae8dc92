import GRDB

/// Refuses a file that is damaged or isn't ours before anything is written to it.
struct FileCheck {
    let path: String
    /// Bytes of the file.
    let size: Int64
    /// SQLite's `application_id` of our own files.
    let applicationID: Int32

    /// Checks a file that a killed writer left with a log or journal, by a connection that only reads:
    /// one that writes would write the log back and remove it when it is closed after a refusal, and
    /// the next start would have no reason left to look.
    ///
    /// - Returns: whether it was checked; false where `run` is still due on the connection that writes.
    func isLeftoverSound(_ configuration: Configuration) throws -> Bool {
        guard hasBytes("-wal") || hasBytes("-journal") else { return false }
        var readOnly = configuration
        readOnly.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: readOnly)
            try queue.read(run)
            try queue.close()
            return true
        } catch let error as DatabaseError
            where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
        {
            // A first start that was killed while it switched to WAL leaves a journal, which must be
            // undone before the file can be read. A small file is checked after that, at each start.
            guard size <= Limits.fullCheckBytes else { throw error }
            try checkHeader()
            return false
        }
    }

    func run(_ db: Database) throws {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw StorageError.foreign(path: path)
        }
        guard Self.isDue(size: size, logSize: PrivateFile.size(path + "-wal")) else { return }
        let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard verdict == "ok" else {
            throw StorageError.unreadable(path: path, reason: "failed its consistency check")
        }
    }

    /// Whether the file must be read page by page before it is used: when it is small, and when
    /// whoever wrote it last did not come to close it, which leaves a log behind.
    static func isDue(size: Int64, logSize: Int64?) -> Bool {
        size <= Limits.fullCheckBytes || logSize ?? 0 > 0
    }

    /// Reads the `application_id` without SQLite: bytes 68 to 71 of the file, big-endian.
    private func checkHeader() throws {
        let file = try PrivateFile.read(path, limit: Int(Limits.fullCheckBytes))
        let bytes = file.dropFirst(68).prefix(4)
        guard bytes.reduce(0, { $0 << 8 | UInt32($1) }) == UInt32(bitPattern: applicationID) else {
            throw StorageError.foreign(path: path)
        }
    }

    private func hasBytes(_ suffix: String) -> Bool {
        PrivateFile.size(path + suffix) ?? 0 > 0
    }
}
