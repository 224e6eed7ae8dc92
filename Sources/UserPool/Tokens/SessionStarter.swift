import CognitoAPI
import Cryptography
import Revocation

/// Begins a session for a user whose credentials were right, and hands out its tokens.
struct SessionStarter: Sendable {
    /// What was proven, and what the same transaction has to settle.
    struct Proof: Sendable {
        let user: UserRecord
        /// Whose failures the sign-in forgets.
        let lockoutName: String
        /// The password's hash at today's cost, if the stored one is outdated.
        var renewedHash: String?
    }

    private let store: PoolStore
    private let issuer: TokenIssuer
    private let revocations: any RevocationIndex
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        store = parts.store
        issuer = parts.issuer
        revocations = parts.revocations
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    /// The session is on disk before its tokens exist.
    ///
    /// Nil, and nothing was done, when the password's hash, the status or the user changed while the
    /// proof was being checked.
    func begin(
        _ proof: Proof, client: AppClient
    ) async throws(CognitoError) -> AuthenticationResult? {
        let refreshToken = RefreshToken(random: random)
        let session = newSession(of: proof.user, client: client)
        let now = clock()
        let known: (attributes: [String: String], groups: GroupClaims)? = try await store.write {
            db in
            guard try UserRecord.find(id: proof.user.id, db) == proof.user else { return nil }
            if let hash = proof.renewedHash {
                try proof.user.set(passwordHash: hash, now: now, db)
            }
            try Lockout.clear(proof.lockoutName, db)
            try session.insert(refreshHash: refreshToken.hash, db)
            return (try proof.user.attributes(db), try GroupClaims.of(proof.user, db))
        }
        guard let known else { return nil }
        try await admit(session, of: proof.user)
        return try await issuer.issue(
            for: TokenIssuer.Subject(
                user: proof.user, attributes: known.attributes, groups: known.groups,
                session: session, client: client),
            refreshToken: refreshToken.text)
    }

    private func newSession(of user: UserRecord, client: AppClient) -> SessionRecord {
        let now = clock()
        return SessionRecord(
            originJTI: random.uuid(), userID: user.id, clientID: client.id, eventID: random.uuid(),
            authTime: now / 1_000, expiresAt: now + client.policy.refreshTokenSeconds * 1_000)
    }

    /// A sign-in in the second of a sign-out would be dead at birth without it.
    private func admit(_ session: SessionRecord, of user: UserRecord) async throws(CognitoError) {
        do {
            try await revocations.admit(
                originJTI: session.originJTI, subject: user.sub, issuedAt: session.authTime)
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }
}
