import CognitoAPI

/// Ends every session of the token's user, on disk before the answer.
///
/// When the index could not be written, its memory knows all the same, and the caller, who was told of
/// a failure, may ask again with the same token: that sign-out is written again before the token is
/// called revoked.
struct GlobalSignOutOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let sessions: SessionEnder

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        sessions = SessionEnder(parts)
    }

    var model: [ModelMember<GlobalSignOut.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(_ input: GlobalSignOut.Input) async throws(CognitoError) -> GlobalSignOut.Output {
        switch try await gate.examine(input.accessToken) {
        case .admitted(let grant): try await sessions.endAll(of: grant.user)
        case .ended(let session):
            if let session {
                try await sessions.list(
                    try await store.read { try SessionRecord.revoked(with: session, $0) })
            }
            throw CognitoError(.notAuthorized, .accessTokenRevoked)
        }
        return GlobalSignOut.Output()
    }
}
