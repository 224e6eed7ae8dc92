import CognitoAPI

/// New tokens for a refresh token: `REFRESH_TOKEN_AUTH` and `GetTokensFromRefreshToken`.
struct TokenRefresher: Sendable {
    private let store: PoolStore
    private let issuer: TokenIssuer
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(
        store: PoolStore, issuer: TokenIssuer, clock: @escaping WallClock,
        report: @escaping @Sendable (PoolEvent) -> Void
    ) {
        self.store = store
        self.issuer = issuer
        self.clock = clock
        self.report = report
    }

    /// New access and ID tokens of the same session, without a refresh token. Attributes are read
    /// anew; `origin_jti` and `auth_time` stay.
    ///
    /// - Parameter check: judges the client's secret, given the user's name.
    /// - Throws: `NotAuthorizedException` "Invalid Refresh Token", "Refresh Token has expired",
    ///   "Refresh Token has been revoked", or what `check` throws.
    func refresh(
        _ text: String, client: AppClient,
        check: @escaping @Sendable (UserRecord) throws(CognitoError) -> Void = { _ in }
    ) async throws(CognitoError) -> AuthenticationResult {
        let hash = RefreshToken(presented: text).hash
        let now = clock()
        let subject: TokenIssuer.Subject = try await store.decideReading { db in
            guard let session = try SessionRecord.find(refreshHash: hash, db),
                session.clientID == client.id,
                let user = try UserRecord.find(id: session.userID, db)
            else { return .failure(CognitoError(.notAuthorized, .invalidRefreshToken)) }
            do throws(CognitoError) { try check(user) } catch { return .failure(error) }
            if let refusal = Self.refusal(session, user, now: now) { return .failure(refusal) }
            return .success(
                TokenIssuer.Subject(
                    user: user, attributes: try user.attributes(db),
                    groups: try GroupClaims.of(user, db), session: session, client: client))
        }
        let result = try await issuer.issue(for: subject)
        report(.tokensRefreshed(sub: subject.user.sub))
        return result
    }

    private static func refusal(
        _ session: SessionRecord, _ user: UserRecord, now: Int64
    ) -> CognitoError? {
        if session.isRevoked { return CognitoError(.notAuthorized, .refreshTokenRevoked) }
        if now >= session.expiresAt { return CognitoError(.notAuthorized, .refreshTokenExpired) }
        return user.isEnabled ? nil : CognitoError(.notAuthorized, .userDisabled)
    }
}
