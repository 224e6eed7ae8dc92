import GRDB
import Synchronization

extension DurableDatabase: DiskHealth {
    package var refusal: DiskRefusal? { disk.withLock { $0.refusal } }

    package func lookAgain() {
        guard disk.withLock({ $0.takeLook(at: .now) }) else { return }
        Task {
            let isWritable = await isWritable
            disk.withLock { $0.looked(isWritable: isWritable, at: .now) }
        }
    }

    /// Whether a commit gets to the disk, and a file of some requests' size fits on it: where there is
    /// room for a page alone, the next request would fail again.
    private var isWritable: Bool {
        get async {
            do {
                try await BlockingWork.run { [path] () throws(StorageError) in
                    try PrivateFile.tryWriting(beside: path, bytes: Limits.trialBytes)
                }
                // Setting it writes a page, also where it is the same number.
                try await write { db in
                    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                    try db.execute(sql: "PRAGMA user_version = \(version)")
                }
                return true
            } catch {
                return false
            }
        }
    }
}
