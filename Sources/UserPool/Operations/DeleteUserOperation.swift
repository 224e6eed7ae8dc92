import CognitoAPI
import GRDB

/// Deletes the token's user. His sessions end first, on disk: with his rows goes the knowledge of
/// them. He is barred before that, so that no session begins between the two.
struct DeleteUserOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let sessions: SessionEnder
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        sessions = SessionEnder(parts)
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<DeleteUser.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(_ input: DeleteUser.Input) async throws(CognitoError) -> DeleteUser.Output {
        let user = try await gate.admit(input.accessToken).user
        let now = clock()
        try await store.write { try user.set(enabled: false, now: now, $0) }
        try await sessions.endAll(of: user)
        try await store.write { try user.delete($0) }
        report(.userDeleted(sub: user.sub))
        return DeleteUser.Output()
    }
}
