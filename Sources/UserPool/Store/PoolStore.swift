import CognitoAPI
import GRDB
import Storage
import Synchronization

/// The pool's database as operations see it: transactions that answer or refuse.
final class PoolStore: Sendable {
    private let database: DurableDatabase
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void
    private let nextSweep: Mutex<Int64>

    init(
        database: DurableDatabase, clock: @escaping WallClock,
        report: @escaping @Sendable (PoolEvent) -> Void
    ) {
        self.database = database
        self.clock = clock
        self.report = report
        nextSweep = Mutex(0)
    }

    /// Reads one snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CognitoError) -> Value {
        do { return try await database.read(body) } catch { throw failure(error) }
    }

    /// Writes in one transaction, durable on return.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CognitoError) -> Value {
        let time = clock()
        let isSweepDue = takeSweep(at: time)
        do {
            return try await database.write { db in
                if isSweepDue { try Sweep.run(db, now: time) }
                return try body(db)
            }
        } catch {
            throw failure(error)
        }
    }

    /// Writes in one transaction that may end in a refusal. What was written before the refusal
    /// stays: a counted attempt counts.
    func decide<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result<Value, CognitoError>
    ) async throws(CognitoError) -> Value {
        try await write(body).get()
    }

    /// Reads one snapshot that may end in a refusal.
    func decideReading<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result<Value, CognitoError>
    ) async throws(CognitoError) -> Value {
        try await read(body).get()
    }

    var disk: any DiskHealth { database }

    func close() throws(StorageError) {
        try database.close()
    }

    private func takeSweep(at time: Int64) -> Bool {
        nextSweep.withLock { next in
            guard time >= next else { return false }
            next = time + Limits.sweepInterval
            return true
        }
    }

    private func failure(_ error: StorageError) -> CognitoError {
        report(.failed(reason: error.description))
        return CognitoError.somethingWentWrong
    }
}
