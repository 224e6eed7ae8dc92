import GRDB
import Synchronization

/// Puts the writes that wait at one moment into one transaction: they share its way to the disk,
/// which takes longer than everything else about them.
///
/// Each write has a savepoint of its own, so one that throws takes nothing of the others with it.
/// When the transaction itself fails, each of its writes has failed.
final class WriteGroup: Sendable {
    struct Job: Sendable {
        let run: @Sendable (Database) throws -> Void
        /// Called once, after the commit or with what went wrong.
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
        var commits = 0
    }

    private let state = Mutex(State())

    /// Writes that wait for the next transaction.
    var waiting: Int { state.withLock { $0.waiting.count } }
    /// Transactions so far.
    var commits: Int { state.withLock { $0.commits } }

    /// Whether `drain` has to be called on the writer.
    func add(_ job: Job) -> Bool {
        state.withLock { state in
            state.waiting.append(job)
            defer { state.isDraining = true }
            return !state.isDraining
        }
    }

    /// Works off what waits, and what comes meanwhile.
    func drain(_ db: Database) {
        while case let jobs = take(), !jobs.isEmpty {
            let outcomes = commit(jobs, db)
            for (job, failure) in zip(jobs, outcomes) { job.finish(failure) }
        }
    }

    private func take() -> [Job] {
        state.withLock { state in
            let jobs = Array(state.waiting.prefix(Limits.writesPerCommit))
            state.waiting.removeFirst(jobs.count)
            state.isDraining = !jobs.isEmpty
            state.commits += jobs.isEmpty ? 0 : 1
            return jobs
        }
    }

    /// What went wrong with each of them; nil for those that are on the disk.
    private func commit(_ jobs: [Job], _ db: Database) -> [(any Error)?] {
        var failures: [(any Error)?] = Array(repeating: nil, count: jobs.count)
        do {
            try db.inTransaction(.immediate) {
                for (index, job) in jobs.enumerated() {
                    do { try run(job, isAlone: jobs.count == 1, db) } catch {
                        failures[index] = error
                        // A full disk, for one, ends the whole transaction.
                        guard db.isInsideTransaction, jobs.count > 1 else { throw error }
                    }
                }
                return .commit
            }
            return failures
        } catch {
            return failures.map { $0 ?? error }
        }
    }

    private func run(_ job: Job, isAlone: Bool, _ db: Database) throws {
        guard !isAlone else { return try job.run(db) }
        try db.inSavepoint {
            try job.run(db)
            return .commit
        }
    }
}

/// What a write returns, from the writer's thread to its caller's.
final class WriteOutcome<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func set(_ new: Value) { value.withLock { $0 = new } }

    /// - Parameter failure: what went wrong with the write.
    func result(_ failure: StorageError?) -> Result<Value, StorageError> {
        if let failure { return .failure(failure) }
        guard let value = value.withLock({ $0 }) else {
            return .failure(.failed(reason: "no result"))
        }
        return .success(value)
    }
}
