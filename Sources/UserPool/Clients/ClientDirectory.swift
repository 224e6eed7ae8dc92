import CognitoAPI

/// The pool's app clients, by id.
struct ClientDirectory: Sendable {
    private let clients: [String: AppClient]

    init(_ clients: [AppClient]) {
        self.clients = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Whether somebody may sign in by SRP, so that verifiers have to be kept.
    var allowSRP: Bool { clients.values.contains { $0.policy.allowsSRP } }

    var ids: Set<String> { Set(clients.keys) }

    func hasSecret(_ id: String) -> Bool { clients[id]?.isConfidential ?? false }

    /// - Throws: `ResourceNotFoundException` "User pool client {id} does not exist."
    func client(_ id: String) throws(CognitoError) -> AppClient {
        guard let client = clients[id] else {
            throw CognitoError(.resourceNotFound, "User pool client \(id) does not exist.")
        }
        return client
    }
}
