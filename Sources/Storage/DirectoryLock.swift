#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a data directory to one process, as long as this object lives.
///
/// Two processes on one directory would each hold their own list of signed-out sessions in memory,
/// and neither would hear of the other's. The lock is the kernel's (`flock` on the file `lock`): it
/// goes with the process that holds it, however that ends, and the file may stay.
package final class DirectoryLock: Sendable {
    private let file: Int32

    /// Takes the lock; makes the directory (mode 0700) and the file (0600) where they are missing.
    ///
    /// - Throws: `occupied` at once when another process holds it, or another object of this one.
    package init(_ directory: String) throws(StorageError) {
        try PrivateFile.makeDirectory(directory)
        let path = "\(directory)/lock"
        let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Self.failure(path) }
        guard PrivateFile.lock(lock, LOCK_EX | LOCK_NB) else {
            let error: StorageError =
                errno == EWOULDBLOCK ? .occupied(directory: directory) : Self.failure(path)
            close(lock)
            throw error
        }
        // Only now: `deinit` closes it, also after an init that threw.
        file = lock
    }

    deinit { close(file) }

    private static func failure(_ path: String) -> StorageError {
        .inaccessible(path: path, reason: String(cString: strerror(errno)))
    }
}
