import CognitoAPI
import Cryptography
import GRDB

/// New tokens for a refresh token: `REFRESH_TOKEN_AUTH` and `GetTokensFromRefreshToken`.
struct TokenRefresher: Sendable {
    private let store: PoolStore
    private let issuer: TokenIssuer
    private let secrets: PoolSecrets
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(
        _ parts: PoolParts
    ) {
        store = parts.store
        issuer = parts.issuer
        secrets = parts.secrets
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    /// New access and ID tokens of the same session. Attributes are read anew; `origin_jti` and
    /// `auth_time` stay. With rotation a new refresh token takes the old one's place, for the
    /// session's remaining life.
    ///
    /// - Parameters:
    ///   - deviceKey: the session's device, once that is confirmed.
    ///   - check: judges the client's secret, given the user's name.
    /// - Throws: `NotAuthorizedException` "Invalid Refresh Token", "Refresh Token has expired",
    ///   "Refresh Token has been revoked", or what `check` throws.
    func refresh(
        _ text: String, client: AppClient, deviceKey: String?,
        check: @escaping @Sendable (UserRecord) throws(CognitoError) -> Void = { _ in }
    ) async throws(CognitoError) -> AuthenticationResult {
        let hash = RefreshToken(presented: text).hash(secrets)
        let now = clock()
        let rotation = client.policy.refreshTokenRotation
        let new = rotation.isOn ? RefreshToken(random: random) : nil
        let newHash = new?.hash(secrets)
        let find = { @Sendable db in
            let found = try Self.subject(of: hash, client: client, now: now, check: check, db)
            guard case .success(let subject) = found,
                try !Self.isFrom(deviceKey, subject.session, db)
            else { return found }
            return .failure(CognitoError(.notAuthorized, .invalidRefreshToken))
        }
        let subject = try await store.decideReading(find)
        let result = try await issuer.issue(for: subject, refreshToken: new?.text)
        if let newHash {
            // Last, so that whoever gets no answer still has a token that works.
            try await store.decide { db in
                let found = try find(db)
                if case .success(let subject) = found {
                    try RefreshTokenRecord.rotate(
                        hash, to: newHash, of: subject.session,
                        grace: rotation.graceMilliseconds, now: now, db)
                }
                return found.map { _ in }
            }
        }
        report(.tokensRefreshed(sub: subject.user.sub))
        return result
    }

    /// A session of a confirmed device is refreshed by that device; a device that was forgotten
    /// refreshes nothing.
    private static func isFrom(
        _ key: String?, _ session: SessionRecord, _ db: Database
    ) throws -> Bool {
        guard let own = session.deviceKey else { return true }
        guard let device = try DeviceRecord.find(own, userID: session.userID, db) else {
            return false
        }
        return !device.isConfirmed || key.map { $0.utf8.elementsEqual(own.utf8) } ?? false
    }

    private static func subject(
        of hash: [UInt8], client: AppClient, now: Int64,
        check: @Sendable (UserRecord) throws(CognitoError) -> Void, _ db: Database
    ) throws -> Result<TokenIssuer.Subject, CognitoError> {
        guard let session = try SessionRecord.find(refreshHash: hash, db),
            session.clientID == client.id,
            let user = try UserRecord.find(id: session.userID, db)
        else { return .failure(CognitoError(.notAuthorized, .invalidRefreshToken)) }
        do throws(CognitoError) { try check(user) } catch { return .failure(error) }
        if let refusal = Self.refusal(session, user, now: now) { return .failure(refusal) }
        guard try RefreshTokenRecord.isUsable(hash, now: now, db) else {
            return .failure(CognitoError(.refreshTokenReuse, .refreshTokenReused))
        }
        return .success(
            TokenIssuer.Subject(
                user: user, attributes: try user.attributes(db),
                groups: try GroupClaims.of(user, db), session: session, client: client))
    }

    private static func refusal(
        _ session: SessionRecord, _ user: UserRecord, now: Int64
    ) -> CognitoError? {
        if session.isRevoked { return CognitoError(.notAuthorized, .refreshTokenRevoked) }
        if now >= session.expiresAt { return CognitoError(.notAuthorized, .refreshTokenExpired) }
        return user.isEnabled ? nil : CognitoError(.notAuthorized, .userDisabled)
    }
}
