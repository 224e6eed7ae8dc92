import GRDB
import Storage
import Synchronization

/// A `RevocationIndex` on an SQLite file of its own: answers from memory, writes through.
package final class SQLiteRevocationIndex: RevocationIndex {
    private let database: DurableDatabase
    private let now: @Sendable () -> Int64
    private let table: Mutex<RevocationTable>
    private let lastSweep: Mutex<Int64>
    /// Kills that the disk refused, by number: they hold in memory and go along with the next write.
    private let unsaved = Mutex<(kills: [Int: Save], next: Int)>(([:], 0))

    private typealias Save = @Sendable (Database) throws -> Void

    /// Opens the file and loads what hasn't expired.
    ///
    /// - Parameter now: seconds since 1970.
    package init(path: String, now: @escaping @Sendable () -> Int64) async throws(RevocationError) {
        do {
            database = try await BlockingWork.run {
                () throws(StorageError) in
                try DurableDatabase(
                    path: path, applicationID: RevocationSchema.applicationID,
                    migrator: RevocationSchema.migrator)
            }
            let time = now()
            table = Mutex(
                try await database.write { db in
                    try RevocationSchema.sweep(db, now: time)
                    return try RevocationSchema.load(db)
                })
            lastSweep = Mutex(time)
        } catch {
            throw .storage(error)
        }
        self.now = now
    }

    /// Whether sign-outs can be made durable.
    package var disk: any DiskHealth { self }

    package func isRevoked(originJTI: String?, subject: String, issuedAt: Int64) -> Bool {
        table.withLock {
            $0.isRevoked(originJTI: originJTI, subject: subject, issuedAt: issuedAt)
        }
    }

    package func revoke(originJTIs: [String], expiresAt: Int64) async throws(RevocationError) {
        let limit = clamp(expiresAt)
        try await kill {
            $0.revoke(originJTIs, expiresAt: limit)
        } save: { db in
            try RevocationSchema.save(originJTIs, expiresAt: limit, db)
        }
    }

    package func revokeAll(
        subject: String, issuedUpTo second: Int64, including originJTIs: [String], expiresAt: Int64
    ) async throws(RevocationError) {
        let limit = clamp(expiresAt)
        try await kill {
            $0.revoke(originJTIs, expiresAt: limit)
            $0.revokeAll(of: subject, upTo: second, expiresAt: limit)
        } save: { db in
            try RevocationSchema.save(originJTIs, expiresAt: limit, db)
            try RevocationSchema.saveWatermark(of: subject, upTo: second, expiresAt: limit, db)
        }
    }

    /// Kills every token of subjects who are gone for good. Durable when it returns.
    package func revokeAll(
        subjects: [String], expiresAt: Int64
    ) async throws(RevocationError) {
        let limit = clamp(expiresAt)
        try await kill { table in
            for subject in subjects { table.revokeAll(of: subject, upTo: .max, expiresAt: limit) }
        } save: { db in
            for subject in subjects {
                try RevocationSchema.saveWatermark(
                    of: subject, upTo: .max, expiresAt: limit, db)
            }
        }
    }

    package func admit(
        originJTI: String, subject: String, issuedAt: Int64
    ) async throws(RevocationError) {
        let isCondemned = table.withLock { $0.condemns(subject: subject, issuedAt: issuedAt) }
        guard isCondemned else { return }
        try await change {
            $0.exempt(originJTI, of: subject)
        } save: { db in
            try RevocationSchema.saveExemption(originJTI, of: subject, db)
        }
    }

    package func close() throws(RevocationError) {
        do { try database.close() } catch { throw .storage(error) }
    }

    /// A change that ends sessions. Memory is told at once, before the writer's turn comes or fails:
    /// should the disk refuse, a session is dead too early, never alive too long. The writer tells
    /// it again in its own order, or an exemption in between would hold here and not on disk.
    private func kill(
        _ apply: @escaping @Sendable (inout RevocationTable) -> Void,
        save: @escaping @Sendable (Database) throws -> Void
    ) async throws(RevocationError) {
        table.withLock { apply(&$0) }
        do {
            try await change(apply, save: save)
        } catch {
            keep(save)
            throw error
        }
    }

    /// The caller can't ask again: his token is refused from now on.
    private func keep(_ save: @escaping Save) {
        unsaved.withLock { unsaved in
            guard unsaved.kills.count < Limits.unsavedKills else { return }
            unsaved.kills[unsaved.next] = save
            unsaved.next += 1
        }
    }

    /// One change, in memory and on disk in the same order, because the writer is serial. A session
    /// whose exemption fails to be written never gets its tokens.
    private func change(
        _ apply: @escaping @Sendable (inout RevocationTable) -> Void,
        save: @escaping @Sendable (Database) throws -> Void
    ) async throws(RevocationError) {
        let time = now()
        let isSweepDue = takeSweep(at: time)
        let late = unsaved.withLock { $0.kills }
        do {
            try await database.write { [self] db in
                for kill in late.values { try kill(db) }
                table.withLock { table in
                    apply(&table)
                    if isSweepDue { table.sweep(now: time) }
                }
                try save(db)
                if isSweepDue { try RevocationSchema.sweep(db, now: time) }
            }
            unsaved.withLock { unsaved in
                for number in late.keys { unsaved.kills[number] = nil }
            }
        } catch {
            throw .storage(error)
        }
    }

    private func takeSweep(at time: Int64) -> Bool {
        lastSweep.withLock { last in
            guard time - last >= Limits.sweepInterval else { return false }
            last = time
            return true
        }
    }

    private func clamp(_ expiresAt: Int64) -> Int64 {
        min(expiresAt, now() + Limits.entryLife)
    }
}

extension SQLiteRevocationIndex: DiskHealth {
    package var refusal: DiskRefusal? {
        database.refusal ?? (unsaved.withLock { $0.kills.isEmpty } ? nil : .failing)
    }

    package func lookAgain() {
        database.lookAgain()
        guard database.refusal == nil, refusal != nil else { return }
        Task { try? await change({ _ in }, save: { _ in }) }
    }
}
