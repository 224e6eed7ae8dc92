import CognitoAPI
import Cryptography
import GRDB
import Revocation

/// Begins a session for a user whose credentials were right, and hands out its tokens.
struct SessionStarter: Sendable {
    /// A session that is not on disk yet.
    struct Draft: Sendable {
        var session: SessionRecord
        let refreshToken: RefreshToken
        fileprivate let refreshHash: [UInt8]

        func save(_ db: Database) throws {
            try session.insert(refreshHash: refreshHash, db)
        }
    }

    private let issuer: TokenIssuer
    private let revocations: any RevocationIndex
    private let secrets: PoolSecrets
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        issuer = parts.issuer
        revocations = parts.revocations
        secrets = parts.secrets
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    func draft(for user: UserRecord, client: AppClient) -> Draft {
        let token = RefreshToken(random: random)
        return Draft(
            session: newSession(of: user, client: client), refreshToken: token,
            refreshHash: token.hash(secrets))
    }

    /// The tokens of a session that is on disk: it is there before its tokens exist.
    func finish(_ subject: TokenIssuer.Subject, _ refreshToken: RefreshToken)
        async throws(CognitoError) -> AuthenticationResult
    {
        try await admit(subject)
        return try await issuer.issue(for: subject, refreshToken: refreshToken.text)
    }

    private func newSession(of user: UserRecord, client: AppClient) -> SessionRecord {
        let now = clock()
        return SessionRecord(
            originJTI: random.uuid(), userID: user.id, clientID: client.id, eventID: random.uuid(),
            authTime: now / 1_000, expiresAt: now + client.policy.refreshTokenSeconds * 1_000)
    }

    /// A sign-in in the second of a sign-out would be dead at birth without it.
    private func admit(_ subject: TokenIssuer.Subject) async throws(CognitoError) {
        let session = subject.session
        do {
            try await revocations.admit(
                originJTI: subject.client.policy.enableTokenRevocation
                    ? session.originJTI : session.eventID,
                subject: subject.user.sub, issuedAt: session.authTime)
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }
}
