import CognitoAPI
import GRDB
import Revocation

/// Ends sessions, on disk before the answer: first the sessions, whose refresh tokens live for weeks,
/// then the index for access tokens, which live for hours; a crash in between is made good when the
/// pool is opened.
struct SessionEnder: Sendable {
    private let store: PoolStore
    private let revocations: any RevocationIndex
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        store = parts.store
        revocations = parts.revocations
        clock = parts.clock
        report = parts.report
    }

    /// Ends every session of the user.
    func endAll(of user: UserRecord) async throws(CognitoError) {
        let now = clock()
        let ended = try await store.write { try Self.revokeAll(of: user, now: now, $0) }
        try await listAll(ended, of: user, at: now)
    }

    /// The part for a transaction of the caller's, who calls `listAll` with what it returns.
    static func revokeAll(of user: UserRecord, now: Int64, _ db: Database) throws -> [String] {
        let sessions = try SessionRecord.alive(userID: user.id, db)
        try SessionRecord.revoke(sessions, now: now, db)
        // Sign-ins that wait for their next step would begin sessions after the end of all.
        try db.execute(
            sql: "DELETE FROM challenge_session WHERE user_id = ?", arguments: [user.id])
        return sessions
    }

    /// Tells the index that all of the user's tokens from before `now` are void.
    func listAll(
        _ ended: [String], of user: UserRecord, at now: Int64
    ) async throws(CognitoError) {
        try await list { [revocations] expiry throws(RevocationError) in
            try await revocations.revokeAll(
                subject: user.sub, issuedUpTo: now / 1_000, including: ended, expiresAt: expiry)
        }
        report(.signedOutEverywhere(sub: user.sub, sessions: ended.count))
    }

    /// Tells the index of sessions that ended, by name: no watermark, which would end later ones too.
    func list(_ sessions: [String]) async throws(CognitoError) {
        guard !sessions.isEmpty else { return }
        try await list { [revocations] expiry throws(RevocationError) in
            try await revocations.revoke(originJTIs: sessions, expiresAt: expiry)
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
