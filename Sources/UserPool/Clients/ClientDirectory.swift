import CognitoAPI

/// The pool's app clients, by id.
struct ClientDirectory: Sendable {
    private let clients: [String: AppClient]

    init(_ clients: [AppClient]) {
        self.clients = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
    }

    var ids: Set<String> { Set(clients.keys) }

    /// The longest that an access or ID token of any client lives, seconds.
    var longestTokenLife: Int64 {
        clients.values.map { max($0.policy.accessTokenSeconds, $0.policy.idTokenSeconds) }.max()
            ?? 0
    }

    /// - Throws: `ResourceNotFoundException` "User pool client {id} does not exist."
    func client(_ id: String) throws(CognitoError) -> AppClient {
        guard let client = clients[id] else {
            throw CognitoError(.resourceNotFound, "User pool client \(id) does not exist.")
        }
        return client
    }
}
