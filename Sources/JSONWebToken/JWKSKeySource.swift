import Synchronization

/// The keys of an issuer that publishes them as a JWKS document; fetched when they're first needed.
///
/// - One fetch is under way at a time, however many ask.
/// - A key id that isn't there causes at most one fetch per 10 s. Who asks for one in between waits for
///   the next fetch, so that a key that has just appeared loses no request; but only so many may wait
///   (`TokenLimits.waitingForKey`), as strangers can invent ids.
/// - A fetch that fails, or brings no usable key, leaves the keys as they are: they serve until the
///   issuer answers again, and `state` says so.
/// - After 50 minutes the keys are fetched again while the old ones keep serving, so a key that the
///   issuer withdrew is forgotten within the hour.
public final class JWKSKeySource: KeySource {
    /// What the keys are worth.
    public enum State: Sendable, Equatable {
        /// The last fetch brought keys, or none has ended yet.
        case current
        /// The last fetch failed; the keys are those of an earlier one.
        case stale
        /// The last fetch failed, and there is no key at all.
        case missing
    }

    private struct Keys {
        var table = KeyTable()
        var fetchInFlight: Task<Bool, Never>?
        /// When the last fetch ended, and whether it brought keys.
        var lastFetch: (ended: Int64, succeeded: Bool)?
        /// The document that was kept last.
        var kept: [UInt8]?
        /// Who waits for the next fetch.
        var waiting = 0
    }

    private let keys: Mutex<Keys>
    private let fetch: @Sendable () async throws -> [UInt8]
    private let keep: @Sendable ([UInt8]) -> Void
    private let now: @Sendable () -> Int64
    private let wait: @Sendable (Int64) async -> Void

    /// - Parameters:
    ///   - kept: the document that an earlier process was given to keep. It serves until the first
    ///     fetch, and longer while the issuer can't be reached. What isn't a JWKS counts as nil.
    ///   - keep: is given each document with usable keys that differs from the one before, to keep
    ///     it for the next process. Must not wait.
    ///   - fetch: downloads the document, within a time limit of its own.
    ///   - now: a monotonic clock in milliseconds.
    ///   - wait: returns after so many milliseconds, or when the task is cancelled.
    public init(
        kept: [UInt8]? = nil, keep: @escaping @Sendable ([UInt8]) -> Void = { _ in },
        fetch: @escaping @Sendable () async throws -> [UInt8],
        now: @escaping @Sendable () -> Int64,
        wait: @escaping @Sendable (Int64) async -> Void = {
            try? await Task.sleep(for: .milliseconds($0))
        }
    ) {
        var initial = Keys()
        if let kept, let set = try? JSONWebKeySet(jsonBytes: kept), !set.keys.isEmpty {
            initial.table = KeyTable(set)
            initial.kept = kept
        }
        keys = Mutex(initial)
        self.fetch = fetch
        self.keep = keep
        self.now = now
        self.wait = wait
    }

    public var state: State {
        keys.withLock { keys in
            if keys.lastFetch?.succeeded ?? true { return .current }
            return keys.table.isEmpty ? .missing : .stale
        }
    }

    public func keyAtHand(id: String) throws(TokenError) -> VerificationKey? {
        let time = now()
        return try keys.withLock { (keys) throws(TokenError) in
            if !keys.table.isEmpty { startRefreshIfDue(&keys, at: time) }
            if let key = try keys.table.key(id: id) { return key }
            _ = try Self.pause(keys, at: time)
            return nil
        }
    }

    public func key(id: String) async throws(TokenError) -> VerificationKey {
        if let key = try keyAtHand(id: id) { return key }
        try await waitForTurn()
        let succeeded = try await nextFetch(for: id)?.value ?? true
        let found = try keys.withLock { (keys) throws(TokenError) in
            try keys.table.key(id: id)
        }
        guard let found else { throw succeeded ? .unknownKey : .keysUnavailable }
        return found
    }

    /// Returns when the issuer may be asked again.
    private func waitForTurn() async throws(TokenError) {
        let time = now()
        let pause = try keys.withLock { (keys) throws(TokenError) in
            let pause = try Self.pause(keys, at: time)
            if pause != nil { keys.waiting += 1 }
            return pause
        }
        guard let pause else { return }
        await wait(pause)
        keys.withLock { $0.waiting -= 1 }
    }

    /// The fetch that will tell; nil when another has told already. Nobody waits twice.
    private func nextFetch(for id: String) throws(TokenError) -> Task<Bool, Never>? {
        let time = now()
        return try keys.withLock { (keys) throws(TokenError) in
            if let fetch = keys.fetchInFlight { return fetch }
            if try keys.table.key(id: id) != nil { return nil }
            guard try Self.pause(keys, at: time) == nil else { throw .unknownKey }
            return startFetch(&keys)
        }
    }

    /// Fetches the keys now, so that the first request needn't wait. Throws `keysUnavailable`.
    public func preload() async throws(TokenError) {
        let fetch = keys.withLock { $0.fetchInFlight ?? startFetch(&$0) }
        guard await fetch.value else { throw .keysUnavailable }
    }

    /// Starts a fetch if the keys are due for one. Requests do that too; called now and then, it
    /// keeps the keys and `state` true while there are none. Never waits.
    public func refreshIfDue() {
        let time = now()
        keys.withLock { startRefreshIfDue(&$0, at: time) }
    }

    /// Milliseconds until the issuer may be asked about a key id that isn't there; nil when it may be
    /// now. Throws where waiting is of no use, or too many do.
    private static func pause(_ keys: Keys, at time: Int64) throws(TokenError) -> Int64? {
        guard keys.fetchInFlight == nil, let last = keys.lastFetch else { return nil }
        let left = last.ended + pause(keys) - time
        guard left > 0 else { return nil }
        guard last.succeeded else { throw .keysUnavailable }
        // That is no verdict on the key: whoever asks may try again.
        guard keys.waiting < TokenLimits.waitingForKey else { throw .keysUnavailable }
        return left
    }

    /// Milliseconds between fetches that don't wait for the hour.
    private static func pause(_ keys: Keys) -> Int64 {
        keys.table.isEmpty
            ? TokenLimits.emptyRetryIntervalMilliseconds
            : TokenLimits.unknownKeyIntervalMilliseconds
    }

    private func startRefreshIfDue(_ keys: inout Keys, at time: Int64) {
        guard keys.fetchInFlight == nil else { return }
        if let last = keys.lastFetch {
            let wait =
                last.succeeded ? TokenLimits.refreshIntervalMilliseconds : Self.pause(keys)
            guard time - last.ended >= wait else { return }
        }
        startFetch(&keys)
    }

    @discardableResult
    private func startFetch(_ keys: inout Keys) -> Task<Bool, Never> {
        let task = Task { await self.load() }
        keys.fetchInFlight = task
        return task
    }

    /// Fetches and takes over the keys. Returns whether there were any.
    private func load() async -> Bool {
        let document = try? await fetch()
        let set = document.flatMap { try? JSONWebKeySet(jsonBytes: $0) }
        let usable = set.flatMap { $0.keys.isEmpty ? nil : $0 }
        let ended = now()
        let isNew = keys.withLock { keys in
            keys.lastFetch = (ended, usable != nil)
            keys.fetchInFlight = nil
            guard let usable else { return false }
            keys.table = KeyTable(usable, previous: keys.table)
            defer { keys.kept = document }
            return keys.kept != document
        }
        if isNew, let document { keep(document) }
        return usable != nil
    }
}
