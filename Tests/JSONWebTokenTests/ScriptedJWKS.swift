import JSONWebToken
import StrictJSON
import Synchronization

/// A JWKS endpoint and a clock that a test moves by hand.
final class ScriptedJWKS: Sendable {
    enum Answer: Sendable {
        case bytes(String)
        case failure
    }

    struct Unreachable: Error {}

    private struct State {
        var answer = Answer.failure
        var fetches = 0
        var now: Int64 = 1_000
        var held = false
        var waiting: CheckedContinuation<Void, Never>?
        var watcher: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var fetches: Int { state.withLock { $0.fetches } }
    var now: Int64 { state.withLock { $0.now } }

    func advance(_ milliseconds: Int64) {
        state.withLock { $0.now += milliseconds }
    }

    func answer(_ answer: Answer) {
        state.withLock { $0.answer = answer }
    }

    /// Publishes one good key under each id.
    func publish(_ ids: [String]) {
        let keys = ids.map { id -> JSONValue in
            ["kty": "RSA", "kid": .string(id), "n": .string(RFC7520.modulus), "e": "AQAB"]
        }
        let document: JSONValue = ["keys": .array(keys)]
        answer(.bytes(String(decoding: document.jsonBytes, as: UTF8.self)))
    }

    func publish(keys: [VerificationKey]) {
        answer(.bytes(String(decoding: JSONWebKeySet(keys: keys).jsonBytes, as: UTF8.self)))
    }

    /// Makes the next fetch wait for `release`.
    func hold() {
        state.withLock { $0.held = true }
    }

    func release() {
        let waiting = state.withLock { state in
            state.held = false
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Returns once a held fetch has begun.
    func waitForFetch() async {
        await withCheckedContinuation { watcher in
            let begun = state.withLock { state in
                if state.waiting == nil { state.watcher = watcher }
                return state.waiting != nil
            }
            if begun { watcher.resume() }
        }
    }

    func fetch() async throws -> [UInt8] {
        await withCheckedContinuation { fetch in
            let (wait, watcher) = state.withLock { state in
                state.fetches += 1
                if state.held { state.waiting = fetch }
                defer { state.watcher = nil }
                return (state.held, state.watcher)
            }
            watcher?.resume()
            if !wait { fetch.resume() }
        }
        switch state.withLock({ $0.answer }) {
        case .bytes(let text): return Array(text.utf8)
        case .failure: throw Unreachable()
        }
    }
}
