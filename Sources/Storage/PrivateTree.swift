#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The modes in a data directory: keys and databases are for one user alone, but a backup may come
/// back with any mode.
package enum PrivateTree {
    /// Something that others could read or write.
    package struct Finding: Sendable, Equatable {
        package let path: String
        /// In octal, as it was found.
        package let mode: String
        package let isDirectory: Bool
        /// False for a directory that stays as it is: it is another user's, or holds more than ours.
        package let isClosed: Bool
    }

    /// Takes others' rights away from keys, databases, and the directories that hold nothing else.
    ///
    /// - Returns: what others had rights to; nothing where the directory isn't there.
    /// - Throws: `exposed` for such a file of another user's, `inaccessible`.
    package static func close(_ directory: String) throws(StorageError) -> [Finding] {
        try close(directory, depth: 0)
    }

    /// The data directory, `pool` in it, and a directory for each further pool in that. What else lies
    /// in the data directory is somebody else's.
    private static let depth = 2
    private static let poolDirectory = "pool"

    private static func close(_ directory: String, depth: Int) throws(StorageError) -> [Finding] {
        var findings: [Finding] = []
        var holdsOurs = false
        var holdsOthers = false
        for name in names(in: directory) {
            let path = "\(directory)/\(name)"
            guard let status = status(path) else { continue }
            if isDirectory(status), depth == 0, name != poolDirectory {
                holdsOthers = true
            } else if isDirectory(status) {
                let below = depth < Self.depth ? try close(path, depth: depth + 1) : []
                findings += below
                holdsOthers = holdsOthers || below.contains { $0.isDirectory && !$0.isClosed }
                holdsOurs = holdsOurs || name == poolDirectory
            } else if isSecret(name, depth: depth) {
                holdsOurs = true
                if isOpen(status) { findings.append(try closeFile(path, status)) }
            } else {
                holdsOthers = holdsOthers || !isOurs(name)
            }
        }
        guard holdsOurs, let status = status(directory), isOpen(status) else { return findings }
        return findings + [try closeDirectory(directory, status, isAlone: !holdsOthers)]
    }

    private static func closeFile(_ path: String, _ status: stat) throws(StorageError) -> Finding {
        guard status.st_uid == geteuid() else {
            throw .exposed(path: path, mode: mode(status))
        }
        guard chmod(path, status.st_mode & 0o700) == 0 else { throw failure(path) }
        return Finding(path: path, mode: mode(status), isDirectory: false, isClosed: true)
    }

    private static func closeDirectory(
        _ path: String, _ status: stat, isAlone: Bool
    ) throws(StorageError) -> Finding {
        let isClosed = isAlone && status.st_uid == geteuid()
        if isClosed, chmod(path, status.st_mode & 0o700) != 0 { throw failure(path) }
        return Finding(path: path, mode: mode(status), isDirectory: true, isClosed: isClosed)
    }

    /// In the data directory itself the sign-outs alone.
    private static func isSecret(_ name: String, depth: Int) -> Bool {
        guard depth > 0 else { return name.hasPrefix("revocations.sqlite") }
        return [".sqlite", ".sqlite-wal", ".sqlite-shm", ".key", ".pem", ".sealed"]
            .contains { name.hasSuffix($0) } || name.contains(".sqlite.before-")
    }

    /// Neither secret nor anybody else's: locks, drafts, an issuer's public keys.
    private static func isOurs(_ name: String) -> Bool {
        DirectoryLock.fileNames.contains(name) || name.hasSuffix(".json") || name.contains(".new-")
    }

    private static func names(in directory: String) -> [String] {
        guard let entries = opendir(directory) else { return [] }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func isDirectory(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    private static func isOpen(_ status: stat) -> Bool { status.st_mode & 0o077 != 0 }

    private static func mode(_ status: stat) -> String {
        "0" + String(status.st_mode & 0o777, radix: 8)
    }

    private static func failure(_ path: String) -> StorageError {
        .inaccessible(path: path, reason: String(cString: strerror(errno)))
    }
}
