import GRDB

extension DurableDatabase {
    /// The tables are made in a draft that gets its name when it is whole: a crash in between
    /// leaves no file, so an empty or short one is always damage.
    static func make(
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

    static func open(
        _ path: String, applicationID: Int32, migrator: DatabaseMigrator
    ) throws(StorageError) -> DatabaseQueue {
        do {
            guard let size = PrivateFile.size(path), size > 0 else {
                throw StorageError.unreadable(path: path, reason: "it is empty")
            }
            let check = FileCheck(path: path, size: size, applicationID: applicationID)
            let isChecked = try check.isLeftoverSound(configuration)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let done = try queue.writeWithoutTransaction { db in
                if !isChecked { try check.run(db) }
                try setDurability(db)
                return try migrator.appliedIdentifiers(db)
            }
            try migrate(queue, path, migrator, done: done)
            return queue
        } catch let error as StorageError {
            throw error
        } catch let error as DatabaseError where Self.passing.contains(error.resultCode) {
            throw .inaccessible(path: path, reason: reason(error))
        } catch {
            throw .unreadable(path: path, reason: reason(error))
        }
    }

    /// Connections that only read. GRDB's pools that write begin with a write of their own, which
    /// waits twice for the disk.
    static func readers(of path: String) throws -> DatabasePool {
        var readOnly = configuration
        readOnly.readonly = true
        return try DatabasePool(path: path, configuration: readOnly)
    }

    /// Before migrations change the file, a copy is put beside it: `{path}.before-{migration}`. The
    /// release that wrote it can go on with that.
    private static func migrate(
        _ queue: DatabaseQueue, _ path: String, _ migrator: DatabaseMigrator, done: Set<String>
    ) throws {
        guard done.isSubset(of: migrator.migrations) else {
            throw StorageError.newerSchema(path: path)
        }
        guard let next = migrator.migrations.first(where: { !done.contains($0) }) else { return }
        try copy(queue, to: "\(path).before-\(next)")
        try migrator.migrate(queue)
    }

    /// Copies the file as it is at one moment to a new one (mode 0600), whole or not at all. False
    /// when the name is taken.
    @discardableResult
    static func copy(_ source: some DatabaseReader, to path: String) throws -> Bool {
        PrivateFile.sweepDrafts(of: path)
        let draft = PrivateFile.draftName(for: path)
        try PrivateFile.writeDraft(draft, bytes: [])
        defer { PrivateFile.remove(draft) }
        let queue = try DatabaseQueue(path: draft)
        try source.backup(to: queue)
        try queue.close()
        return try PrivateFile.publish(draft, as: path)
    }

    /// Results that say nothing about the file's health: permissions, locks, descriptors, space.
    private static let passing: [ResultCode] = [
        .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM, .SQLITE_FULL,
        .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH,
    ]

    /// With less than FULL a power cut could take the last commits along.
    private static func setDurability(_ db: Database) throws {
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
        try db.execute(sql: "PRAGMA synchronous = FULL")
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.maximumReaderCount = Limits.readers
        return configuration
    }
}
