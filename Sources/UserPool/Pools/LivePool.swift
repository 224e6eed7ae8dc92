import JSONWebToken

/// A pool in memory, as its rows were at one version: its operations hold its settings, so a change
/// makes a new one.
struct LivePool: Sendable {
    let record: PoolRecord
    /// `iss` of its tokens.
    let issuer: String
    let keys: PoolKeys
    let parts: PoolParts
    let operations: [String: OperationEntry]

    init(record: PoolRecord, issuer: String, keys: PoolKeys, parts: PoolParts) {
        self.record = record
        self.issuer = issuer
        self.keys = keys
        self.parts = parts
        operations = Dictionary(
            PoolOperations.all(parts).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }
        )
    }

    var publicKeys: [VerificationKey] { [keys.id.verificationKey, keys.access.verificationKey] }
}
