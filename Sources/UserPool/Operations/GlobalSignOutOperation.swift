import CognitoAPI
import Revocation

/// Ends every session of the token's user, on disk before the answer.
///
/// First the sessions, whose refresh tokens live for weeks, then the index for access tokens, which
/// live for hours; a crash in between is made good when the pool is opened.
struct GlobalSignOutOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let clients: ClientDirectory
    private let revocations: any RevocationIndex
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        clients = parts.clients
        revocations = parts.revocations
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<GlobalSignOut.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(_ input: GlobalSignOut.Input) async throws(CognitoError) -> GlobalSignOut.Output {
        let user = try await gate.admit(input.accessToken).user
        let now = clock()
        let ended = try await store.write { db in
            let sessions = try SessionRecord.alive(userID: user.id, db)
            try SessionRecord.revoke(sessions, now: now, db)
            return sessions
        }
        do {
            try await revocations.revokeAll(
                subject: user.sub, issuedUpTo: now / 1_000, including: ended,
                expiresAt: now / 1_000 + clients.longestTokenLife)
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
        report(.signedOutEverywhere(sub: user.sub, sessions: ended.count))
        return GlobalSignOut.Output()
    }
}
