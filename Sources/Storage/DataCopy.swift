import Foundation
import GRDB

/// Copies a data directory to a new one while a server works in it: backup and restore.
///
/// SQLite files are copied as they are at one moment. The files beside them (keys) are copied before
/// and after: a key is made before its row and removed after it, so the copy has the keys of every
/// row it has.
package struct DataCopy {
    private let source: URL
    private let files = FileManager.default

    package init(of directory: String) {
        source = URL(filePath: directory, directoryHint: .isDirectory)
    }

    /// Makes the copy: a directory (mode 0700) of files (mode 0600) that is there whole or not at all.
    ///
    /// - Returns: the files' names, sorted.
    /// - Throws: `present` when `path` is there already; `missing` when there is nothing to copy;
    ///   `inaccessible` when a file can't be read; `unreadable` when a database is damaged.
    @discardableResult
    package func make(at path: String) throws(StorageError) -> [String] {
        let target = URL(filePath: path, directoryHint: .isDirectory)
        guard !PrivateFile.exists(path) else {
            throw .present(directory: path)
        }
        let draft = target.deletingLastPathComponent()
            .appending(path: "\(target.lastPathComponent).new-\(UUID().uuidString)")
        defer { try? files.removeItem(at: draft) }
        do {
            try copyEverything(to: draft)
            try files.moveItem(at: draft, to: target)
            return try Self.names(in: target).sorted()
        } catch let error as StorageError {
            throw error
        } catch {
            throw .inaccessible(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    private func copyEverything(to draft: URL) throws {
        try PrivateFile.makeDirectory(draft.path(percentEncoded: false))
        let place = source.path(percentEncoded: false)
        guard PrivateFile.exists(place) else { throw StorageError.missing(directory: place) }
        let names = try Self.names(in: source)
        guard names.contains(where: Self.isDatabase) else {
            throw StorageError.missing(directory: place)
        }
        try copyKeys(names, to: draft)
        for name in names where Self.isDatabase(name) { try copyDatabase(name, to: draft) }
        try copyKeys(try Self.names(in: source), to: draft)
    }

    private func copyKeys(_ names: [String], to draft: URL) throws {
        for name in names where !Self.isDatabase(name) {
            let copy = path(name, in: draft)
            guard !PrivateFile.exists(copy) else { continue }
            let bytes = try PrivateFile.read(path(name, in: source), limit: Limits.keyFileBytes)
            try PrivateFile.makeParent(of: copy)
            try PrivateFile.writeDraft(copy, bytes: bytes)
        }
    }

    private func copyDatabase(_ name: String, to draft: URL) throws {
        let (original, copy) = (path(name, in: source), path(name, in: draft))
        try PrivateFile.makeParent(of: copy)
        try PrivateFile.writeDraft(copy, bytes: [])
        do {
            guard try Self.copy(original, to: copy) == "ok" else {
                throw StorageError.unreadable(
                    path: original, reason: "failed its consistency check")
            }
        } catch let error as DatabaseError {
            throw StorageError.unreadable(path: original, reason: "\(error.extendedResultCode)")
        }
    }

    /// Returns SQLite's verdict on the copy.
    private static func copy(_ original: String, to copy: String) throws -> String? {
        var readOnly = Configuration()
        readOnly.readonly = true
        readOnly.busyMode = .timeout(Limits.busySeconds)
        let target = try DatabaseQueue(path: copy)
        try DatabaseQueue(path: original, configuration: readOnly).backup(to: target)
        let verdict = try target.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        try target.close()
        return verdict
    }

    private func path(_ name: String, in directory: URL) -> String {
        directory.appending(path: name).path(percentEncoded: false)
    }

    private static func isDatabase(_ name: String) -> Bool { name.hasSuffix(".sqlite") }

    /// What belongs to the data: no locks, logs of SQLite, drafts or copies of before a migration.
    private static func names(in directory: URL) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(
            atPath: directory.path(percentEncoded: false))
        return all.filter { name in
            [".sqlite", ".pem", ".key", ".json", ".sealed"].contains { name.hasSuffix($0) }
        }
    }
}
