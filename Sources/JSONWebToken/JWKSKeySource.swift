import Synchronization

/// The keys of an issuer that publishes them as a JWKS document; fetched when they're first needed.
///
/// - One fetch is under way at a time, however many ask.
/// - A key id that isn't there causes at most one fetch per 10 s.
/// - A fetch that fails, or brings no usable key, leaves the keys as they are.
/// - Once an hour the keys are fetched again while the old ones keep serving, so a key that the
///   issuer withdrew is forgotten.
public final class JWKSKeySource: KeySource {
    private struct State {
        var keys: [String: VerificationKey] = [:]
        var fetchInFlight: Task<Bool, Never>?
        /// When the last fetch ended, and whether it brought keys.
        var lastFetch: (ended: Int64, succeeded: Bool)?
    }

    private enum Answer {
        case key(VerificationKey)
        case unknown
        case unavailable
        case wait(Task<Bool, Never>)
    }

    private let state = Mutex(State())
    private let fetch: @Sendable () async throws -> [UInt8]
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - fetch: downloads the document, within a time limit of its own.
    ///   - now: a monotonic clock in milliseconds.
    public init(
        fetch: @escaping @Sendable () async throws -> [UInt8],
        now: @escaping @Sendable () -> Int64
    ) {
        self.fetch = fetch
        self.now = now
    }

    public func cachedKey(id: String) -> VerificationKey? {
        let time = now()
        return state.withLock { state in
            if mayFetch(&state, at: time, after: TokenLimits.refreshIntervalMilliseconds) {
                startFetch(&state)
            }
            return state.keys[id]
        }
    }

    public func key(id: String) async throws(TokenError) -> VerificationKey? {
        switch answer(id: id) {
        case .key(let key): return key
        case .unknown: return nil
        case .unavailable: throw .keysUnavailable
        case .wait(let fetch):
            let succeeded = await fetch.value
            if let key = state.withLock({ $0.keys[id] }) { return key }
            if succeeded { return nil }
            throw .keysUnavailable
        }
    }

    /// Fetches the keys now, so that the first request needn't wait. Throws `keysUnavailable`.
    public func preload() async throws(TokenError) {
        let fetch = state.withLock { $0.fetchInFlight ?? startFetch(&$0) }
        guard await fetch.value else { throw .keysUnavailable }
    }

    /// What can be said about `id` at once, or the fetch to wait for.
    private func answer(id: String) -> Answer {
        let time = now()
        return state.withLock { state in
            if let key = state.keys[id] { return .key(key) }
            if let fetch = state.fetchInFlight { return .wait(fetch) }
            let pause =
                state.keys.isEmpty
                ? TokenLimits.emptyRetryIntervalMilliseconds
                : TokenLimits.unknownKeyIntervalMilliseconds
            guard let last = state.lastFetch, time - last.ended < pause
            else { return .wait(startFetch(&state)) }
            return last.succeeded ? .unknown : .unavailable
        }
    }

    /// Whether keys that are there deserve a new fetch. Never while one is under way.
    private func mayFetch(_ state: inout State, at time: Int64, after pause: Int64) -> Bool {
        guard state.fetchInFlight == nil, !state.keys.isEmpty, let last = state.lastFetch
        else { return false }
        let wait = last.succeeded ? pause : TokenLimits.unknownKeyIntervalMilliseconds
        return time - last.ended >= wait
    }

    @discardableResult
    private func startFetch(_ state: inout State) -> Task<Bool, Never> {
        let task = Task { await self.load() }
        state.fetchInFlight = task
        return task
    }

    /// Fetches and takes over the keys. Returns whether there were any.
    private func load() async -> Bool {
        let document = try? await fetch()
        let set = document.flatMap { try? JSONWebKeySet(jsonBytes: $0) }
        let keys = Dictionary((set?.keys ?? []).map { ($0.id, $0) }) { first, _ in first }
        let ended = now()
        state.withLock { state in
            if !keys.isEmpty { state.keys = keys }
            state.lastFetch = (ended, !keys.isEmpty)
            state.fetchInFlight = nil
        }
        return !keys.isEmpty
    }
}
