/// Keeps a data directory to one process, as long as this object lives.
///
/// Two processes on one directory would each hold their own list of signed-out sessions in memory,
/// and neither would hear of the other's.
///
/// A process may stand in line for the directory. There are three locks, then: `line`, which the one
/// in service gives up when it begins to leave, so that the next one opens its doors; `door`, which
/// the next one takes when they are open; and `lock`, which goes with the first one's end, so that the
/// next one may touch the files.
package final class DirectoryLock: Sendable {
    /// How often the one in line looks, and how often one that leaves looks for it.
    package static let interval = Duration.milliseconds(20)

    /// The files that it leaves in the directory.
    package static let fileNames: Set = ["line", "door", "lock"]

    private let directory: String
    private let line: FileLock
    private let door: FileLock
    private let files: FileLock

    /// Takes the directory; makes it (mode 0700) where it is missing.
    ///
    /// - Throws: `occupied` at once when another process holds it, or another object of this one.
    package convenience init(_ directory: String) throws(StorageError) {
        try self.init(in: directory)
        guard try line.take(), try door.take(), try files.take() else {
            throw .occupied(directory: directory)
        }
    }

    private init(in directory: String) throws(StorageError) {
        try PrivateFile.makeDirectory(directory)
        self.directory = directory
        line = try FileLock("\(directory)/line")
        door = try FileLock("\(directory)/door")
        files = try FileLock("\(directory)/lock")
    }

    /// Returns when the process in service leaves or has ended, however; `nil` when given up.
    ///
    /// - Parameter waits: called once if there is one in service.
    package static func inLine(
        for directory: String, waits: () -> Void, unless isGivenUp: () -> Bool
    ) async throws(StorageError) -> DirectoryLock? {
        let lock = try DirectoryLock(in: directory)
        if try lock.line.take() { return lock }
        waits()
        return try await lock.wait(for: lock.line, unless: isGivenUp) ? lock : nil
    }

    /// To be called when the doors are open: the process before this one may close its own.
    package func doorsAreOpen(unless isGivenUp: () -> Bool) async throws(StorageError) -> Bool {
        try await wait(for: door, unless: isGivenUp)
    }

    /// Returns when the process before this one has ended: its files are free. False when given up.
    package func filesAreFree(unless isGivenUp: () -> Bool) async throws(StorageError) -> Bool {
        try await wait(for: files, unless: isGivenUp)
    }

    /// Lets the next in line open its doors. Returns when they are, at the latest after `time`: false
    /// then.
    package func leave(within time: Duration) async -> Bool {
        line.release()
        door.release()
        for _ in 0..<max(1, Int(time / Self.interval)) {
            try? await Task.sleep(for: Self.interval)
            guard (try? door.take()) == true else { return true }
            door.release()
        }
        return false
    }

    private func wait(
        for lock: FileLock, unless isGivenUp: () -> Bool
    ) async throws(StorageError) -> Bool {
        while !isGivenUp() {
            if try lock.take() { return true }
            try? await Task.sleep(for: Self.interval)
        }
        return false
    }
}
