import AuthAPI
import JSONWebToken
import Logging

/// Keeps fetched keys fresh also while nobody asks, and says when an issuer can't be reached.
struct KeyWatch: Sendable {
    /// How often it looks; fetches are rarer, as the sources see to.
    private static let interval = Duration.seconds(1)

    let keys: [FetchedKeys]
    let log: Log

    /// Runs until it is cancelled.
    func run() async {
        guard !keys.isEmpty else { return }
        var states = [JWKSKeySource.State](repeating: .current, count: keys.count)
        while !Task.isCancelled {
            for (index, keys) in keys.enumerated() {
                keys.source.refreshIfDue()
                let state = keys.source.state
                if state != states[index] { tell(state, of: keys.issuer) }
                states[index] = state
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// What `/ready` says of the keys; nil when they are current.
    var degradation: String? {
        let states = keys.map(\.source.state)
        if states.contains(.missing) { return "keys_unavailable" }
        return states.contains(.stale) ? "keys_stale" : nil
    }

    private func tell(_ state: JWKSKeySource.State, of issuer: String) {
        var line = log.line(state == .current ? .notice : .warning, Self.sentence(state))
        line.add("issuer", issuer)
        log.write(line)
    }

    private static func sentence(_ state: JWKSKeySource.State) -> String {
        switch state {
        case .current: "the issuer's keys are current again"
        case .stale: "the issuer's keys can't be fetched; the last ones serve on"
        case .missing: "the issuer's keys can't be fetched; tokens can't be verified"
        }
    }
}
