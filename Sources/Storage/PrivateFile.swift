import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that only this user may read, written so that a crash leaves all or nothing.
package enum PrivateFile {
    private static let drafts = Atomic<Int>(0)

    /// A name beside `path` that no other process or thread uses for its draft.
    static func draftName(for path: String) -> String {
        let number = drafts.add(1, ordering: .relaxed).newValue
        return "\(path)\(draftMark)\(getpid())-\(number)"
    }

    private static let draftMark = ".new-"

    /// Makes the directory (mode 0700) unless it is there.
    package static func makeDirectory(_ path: String) throws(StorageError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let cut = path.lastIndex(of: "/"), cut > path.startIndex else {
            throw failure(path)
        }
        try makeDirectory(String(path[..<cut]))
        if mkdir(path, 0o700) != 0 && errno != EEXIST { throw failure(path) }
    }

    /// Makes the directory that `path` is in.
    static func makeParent(of path: String) throws(StorageError) {
        guard let cut = path.lastIndex(of: "/"), cut > path.startIndex else { return }
        try makeDirectory(String(path[..<cut]))
    }

    /// Whether something is there. An unreadable parent counts as "yes": nothing may be made anew
    /// over what can't be seen.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0 || errno != ENOENT
    }

    /// The size in bytes, or nil when it can't be told.
    package static func size(_ path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// The whole file, up to `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count <= limit {
            let read = bytes.withUnsafeMutableBytes { buffer in
                Self.read(file, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            }
            guard read >= 0 else { throw failure(path) }
            if read == 0 { break }
            count += read
        }
        guard count <= limit else {
            throw .unreadable(path: path, reason: "larger than \(limit) bytes")
        }
        return Array(bytes.prefix(count))
    }

    /// Puts a new file there (mode 0600): written beside it, synced, then linked to its name, so
    /// that the name never stands for half a file. False when another process was first; its file
    /// is left alone.
    package static func create(_ path: String, bytes: [UInt8]) throws(StorageError) -> Bool {
        try exclusively(inDirectoryOf: path) { () throws(StorageError) in
            sweepDrafts(of: path)
            let draft = draftName(for: path)
            defer { unlink(draft) }
            try writeDraft(draft, bytes: bytes)
            return try publish(draft, as: path)
        }
    }

    /// Puts the file there (mode 0600) in place of the one that may be there: written beside it,
    /// synced, then renamed, so that a reader or a crash finds the old one or the new one.
    package static func replace(_ path: String, bytes: [UInt8]) throws(StorageError) {
        try exclusively(inDirectoryOf: path) { () throws(StorageError) in
            sweepDrafts(of: path)
            let draft = draftName(for: path)
            defer { unlink(draft) }
            try writeDraft(draft, bytes: bytes)
            guard rename(draft, path) == 0 else { throw failure(path) }
            try syncDirectory(of: path)
        }
    }

    /// Writes a new file (mode 0600) to the disk under a draft's name.
    static func writeDraft(_ draft: String, bytes: [UInt8]) throws(StorageError) {
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(draft) }
        let isWritten = writeAll(bytes, to: file) && fsync(file) == 0
        let reason = errno
        guard close(file) == 0, isWritten else {
            throw .inaccessible(
                path: draft, reason: String(cString: strerror(isWritten ? errno : reason)))
        }
    }

    /// Writes that many bytes to the disk, under a draft's name of `path`, and removes them again.
    static func tryWriting(beside path: String, bytes: Int) throws(StorageError) {
        let draft = draftName(for: path)
        defer { unlink(draft) }
        try writeDraft(draft, bytes: [UInt8](repeating: 0, count: bytes))
    }

    /// Removes what openers left that were killed before they had given their drafts the name
    /// `path`. Only under the opener's lock: a living opener's draft has the same look.
    static func sweepDrafts(of path: String) {
        let cut = path.lastIndex(of: "/")
        let folder = cut.map { String(path[...$0]) } ?? "./"
        let prefix = String(cut.map { path[path.index(after: $0)...] } ?? path[...]) + draftMark
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name.hasPrefix(prefix) { unlink(folder + name) }
        }
    }

    /// Gives a finished draft its name, unless the name is taken.
    package static func publish(_ draft: String, as path: String) throws(StorageError) -> Bool {
        if link(draft, path) != 0 {
            if errno == EEXIST { return false }
            throw failure(path)
        }
        unlink(draft)
        try syncDirectory(of: path)
        return true
    }

    /// Removes the file, if it is there.
    package static func remove(_ path: String) {
        unlink(path)
    }

    /// Removes the directory, if it is there and empty.
    package static func removeDirectory(_ path: String) {
        rmdir(path)
    }

    /// Runs `body` while no other opener, in this process or another, runs its own for a file of the
    /// same directory. The lock goes with the process that holds it.
    static func exclusively<Value>(
        inDirectoryOf path: String, _ body: () throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        let cut = path.lastIndex(of: "/") ?? path.startIndex
        let directory = open(
            cut == path.startIndex ? "." : String(path[..<cut]), O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(path) }
        defer { close(directory) }
        guard lock(directory, LOCK_EX) else { throw failure(path) }
        return try body()
    }

    /// `flock`, again after a signal. False with the reason in `errno`.
    static func lock(_ file: Int32, _ operation: Int32) -> Bool {
        while flock(file, operation) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }

    /// All the bytes, in as many writes as it takes. False with the reason in `errno`.
    private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let written = write(
                    file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { return false }
                rest = rest.dropFirst(written)
            }
            return true
        }
    }

    private static func syncDirectory(of path: String) throws(StorageError) {
        let cut = path.lastIndex(of: "/") ?? path.startIndex
        let directory = open(
            cut == path.startIndex ? "." : String(path[..<cut]), O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(path) }
        defer { close(directory) }
        if fsync(directory) != 0 { throw failure(path) }
    }

    private static func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(file, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(file, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func failure(_ path: String) -> StorageError {
        .inaccessible(path: path, reason: String(cString: strerror(errno)))
    }
}
