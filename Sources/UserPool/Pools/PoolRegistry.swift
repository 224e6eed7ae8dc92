import CognitoAPI
import Cryptography
import GRDB
import Storage
import Synchronization

/// The pools of a data directory, made from their rows when they are first asked for.
final class PoolRegistry: Sendable {
    private struct State {
        var live: [String: LivePool] = [:]
        /// Clients of live pools.
        var poolOfClient: [String: String] = [:]
        /// Ids that never come back: a pool that was being read while it was deleted stays away.
        var deleted: Set<String> = []
    }

    let sealing: AESGCM
    private let state = Mutex(State())
    private let assembly: Assembly
    private let store: PoolStore
    private let directory: String
    private let defaultKeys: PoolKeys
    private let report: @Sendable (PoolEvent) -> Void

    init(
        assembly: Assembly, store: PoolStore, directory: String, defaultKeys: PoolKeys,
        sealing: AESGCM, report: @escaping @Sendable (PoolEvent) -> Void
    ) {
        self.assembly = assembly
        self.store = store
        self.directory = directory
        self.defaultKeys = defaultKeys
        self.sealing = sealing
        self.report = report
    }

    /// The pool of that id; nil where there is none.
    func pool(_ id: String) async throws(CognitoError) -> LivePool? {
        if let pool = state.withLock({ $0.live[id] }) { return pool }
        return try await load(id)
    }

    /// The pool whose client it is; nil where there is no such client.
    func pool(ofClient id: String) async throws(CognitoError) -> LivePool? {
        if let known = state.withLock({ $0.poolOfClient[id] }) { return try await pool(known) }
        guard let owner = try await store.read({ try ClientRecord.find(id, $0)?.poolID }) else {
            return nil
        }
        return try await pool(owner)
    }

    /// The pool of the client whose sign-in waits at that challenge.
    func pool(ofSession text: String) async throws(CognitoError) -> LivePool? {
        let challenges = assembly.challenges
        let client = try await store.read { try challenges.clientID(of: text, $0) }
        guard let client else { return nil }
        return try await pool(ofClient: client)
    }

    /// Makes the pool anew from its rows. Call it after each change of them, before the answer.
    @discardableResult
    func load(_ id: String) async throws(CognitoError) -> LivePool? {
        guard let rows = try await store.read({ try PoolRows.find(id, $0) }) else { return nil }
        do throws(UserPoolError) {
            return keep(try make(rows, keys: try await keys(of: rows.pool)))
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }

    /// Makes a pool whose rows are at hand, as the default pool's are when the directory is opened.
    func adopt(_ rows: PoolRows?, keys: PoolKeys) throws(UserPoolError) {
        guard let rows else { throw .policy(["the default pool is missing"]) }
        _ = keep(try make(rows, keys: keys))
    }

    private func make(_ rows: PoolRows, keys: PoolKeys) throws(UserPoolError) -> LivePool {
        try assembly.pool(rows.pool, rows.clients, keys: keys, registry: self)
    }

    /// Makes a new pool's signing keys, off the workers: about 0.2 s.
    func makeKeys(of id: String) async throws(CognitoError) {
        let path = directory(of: id)
        let (codeKey, random) = (defaultKeys.codeKey, assembly.surroundings.random)
        do throws(UserPoolError) {
            try await BlockingWork.run { () throws(UserPoolError) in
                try PoolKeys.make(in: path, codeKey: codeKey, random: random)
            }
        } catch {
            await BlockingWork.run { PoolKeys.remove(in: path) }
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }

    /// Forgets a pool whose rows are gone, and its keys.
    func remove(_ id: String) async {
        state.withLock { state in
            state.deleted.insert(id)
            let pool = state.live.removeValue(forKey: id)
            for client in pool?.parts.clients.ids ?? [] { state.poolOfClient[client] = nil }
        }
        let path = directory(of: id)
        await BlockingWork.run { PoolKeys.remove(in: path) }
    }

    /// Lets go of all pools, which hold this registry.
    func close() {
        state.withLock { $0 = State() }
    }

    private func directory(of id: String) -> String { "\(directory)/\(id)" }

    private func keys(of record: PoolRecord) async throws(UserPoolError) -> PoolKeys {
        if record.isDefault { return defaultKeys }
        if let known = state.withLock({ $0.live[record.id]?.keys }) { return known }
        let path = directory(of: record.id)
        let (codeKey, random) = (defaultKeys.codeKey, assembly.surroundings.random)
        return try await BlockingWork.run { () throws(UserPoolError) in
            try PoolKeys.open(in: path, codeKey: codeKey, random: random)
        }
    }

    /// Of two that were read at the same time the newer counts.
    private func keep(_ pool: LivePool) -> LivePool? {
        state.withLock { state in
            let id = pool.record.id
            guard !state.deleted.contains(id) else { return nil }
            if let known = state.live[id], known.record.version > pool.record.version {
                return known
            }
            for client in state.live[id]?.parts.clients.ids ?? [] {
                state.poolOfClient[client] = nil
            }
            for client in pool.parts.clients.ids { state.poolOfClient[client] = id }
            state.live[id] = pool
            return pool
        }
    }
}
