import CognitoAPI
import Revocation

/// Ends every session of the token's user, on disk before the answer.
///
/// First the sessions, whose refresh tokens live for weeks, then the index for access tokens, which
/// live for hours; a crash in between is made good when the pool is opened. When the index could not
/// be written, its memory knows all the same, and the caller, who was told of a failure, may ask
/// again with the same token: that sign-out is written again before the token is called revoked.
struct GlobalSignOutOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let revocations: any RevocationIndex
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        revocations = parts.revocations
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<GlobalSignOut.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(_ input: GlobalSignOut.Input) async throws(CognitoError) -> GlobalSignOut.Output {
        switch try await gate.examine(input.accessToken) {
        case .admitted(let grant): try await signOut(grant.user)
        case .ended(let session):
            if let session { try await listAgain(session) }
            throw CognitoError(.notAuthorized, .accessTokenRevoked)
        }
        return GlobalSignOut.Output()
    }

    private func signOut(_ user: UserRecord) async throws(CognitoError) {
        let now = clock()
        let ended = try await store.write { db in
            let sessions = try SessionRecord.alive(userID: user.id, db)
            try SessionRecord.revoke(sessions, now: now, db)
            return sessions
        }
        try await list { [revocations] expiry throws(RevocationError) in
            try await revocations.revokeAll(
                subject: user.sub, issuedUpTo: now / 1_000, including: ended, expiresAt: expiry)
        }
        report(.signedOutEverywhere(sub: user.sub, sessions: ended.count))
    }

    /// The sessions that ended with this one, by name: no watermark, which would end later ones too.
    private func listAgain(_ session: String) async throws(CognitoError) {
        let ended = try await store.read { try SessionRecord.revoked(with: session, $0) }
        try await list { [revocations] expiry throws(RevocationError) in
            try await revocations.revoke(originJTIs: ended, expiresAt: expiry)
        }
    }

    private func list(
        _ write: (_ expiresAt: Int64) async throws(RevocationError) -> Void
    ) async throws(CognitoError) {
        do {
            try await write(clock() / 1_000 + TokenLife.longest)
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }
}
