#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The kernel's lock on a file (`flock`): it goes with the process that holds it, however that ends,
/// and the file may stay.
final class FileLock: Sendable {
    private let path: String
    private let file: Int32

    /// Makes the file (mode 0600) where it is missing; doesn't take the lock yet.
    init(_ path: String) throws(StorageError) {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.path = path
        if file < 0 { throw failure }
    }

    deinit { if file >= 0 { close(file) } }

    /// False when another process holds it, or another object of this one.
    func take() throws(StorageError) -> Bool {
        if PrivateFile.lock(file, LOCK_EX | LOCK_NB) { return true }
        guard errno == EWOULDBLOCK else { throw failure }
        return false
    }

    func release() { _ = PrivateFile.lock(file, LOCK_UN) }

    private var failure: StorageError {
        .inaccessible(path: path, reason: String(cString: strerror(errno)))
    }
}
