import CognitoAPI

/// USER_PASSWORD_AUTH: a name and a password for tokens.
///
/// An unknown name costs the same work as a wrong password: one reservation on disk, one hash.
struct PasswordSignIn: Sendable {
    /// An attempt that the lockout let pass.
    private struct Attempt: Sendable {
        let user: UserRecord?
        let lockoutName: String
    }

    private let store: PoolStore
    private let hasher: PasswordHasher
    private let names: NameGate
    private let sessions: SessionStarter
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        store = parts.store
        hasher = parts.hasher
        names = NameGate(width: Limits.checksPerName, depth: Limits.waitingPerName)
        sessions = SessionStarter(parts)
        clock = parts.clock
        report = parts.report
    }

    func perform(
        _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> AuthenticationResult {
        let userName = try parameters.required("USERNAME")
        let password = try parameters.required("PASSWORD")
        try client.check(secretHash: parameters["SECRET_HASH"], for: userName)
        let name = try UserName(userName)
        guard await names.enter(name.key) else {
            report(.overloaded)
            throw CognitoError(.tooManyRequests, .rateExceeded)
        }
        defer { names.leave(name.key) }
        let attempt = try await reserve(name, client: client)
        if let result = try await begin(attempt, password, client: client) { return result }
        // Another sign-in may have renewed the hash meanwhile: the password is looked at once more.
        let again = Attempt(
            user: try await store.read { try UserRecord.find(name, in: client.poolID, $0) },
            lockoutName: attempt.lockoutName)
        guard let result = try await begin(again, password, client: client) else {
            throw CognitoError(.notAuthorized, .incorrectCredentials)
        }
        return result
    }

    /// Nil when the user's row changed while the password was being checked.
    private func begin(
        _ attempt: Attempt, _ password: String, client: AppClient
    ) async throws(CognitoError) -> AuthenticationResult? {
        let verdict = try await check(password, attempt)
        guard let user = attempt.user, verdict != .wrong else {
            report(.signInFailed(sub: attempt.user?.sub))
            throw refusal(for: attempt, client: client)
        }
        try await demandGoodStanding(user, attempt)
        var proof = SessionStarter.Proof(user: user, lockoutName: attempt.lockoutName)
        // A full queue is no reason to refuse a right password: the old hash is good for today.
        if verdict == .rightButOutdated { proof.renewedHash = try? await hasher.hash(password) }
        guard let result = try await sessions.begin(proof, client: client) else { return nil }
        report(.signedIn(sub: user.sub, clientID: client.id))
        return result
    }

    private func reserve(
        _ name: UserName, client: AppClient
    ) async throws(CognitoError) -> Attempt {
        let now = clock()
        return try await store.decide { [report] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let attempt = Attempt(
                user: user, lockoutName: user?.sub ?? name.stranger(in: client.poolID))
            let verdict = try Lockout.reserve(attempt.lockoutName, now: now, db)
            if case .failure = verdict { report(.lockedOut(sub: user?.sub)) }
            return verdict.map { attempt }
        }
    }

    private func check(
        _ password: String, _ attempt: Attempt
    ) async throws(CognitoError) -> PasswordHasher.Verdict {
        do {
            return try await hasher.check(password, against: attempt.user?.passwordHash)
        } catch {
            try await store.write { try Lockout.release(attempt.lockoutName, $0) }
            throw error
        }
    }

    private func refusal(for attempt: Attempt, client: AppClient) -> CognitoError {
        attempt.user == nil && client.revealsExistence
            ? CognitoError(.userNotFound, .userNotFound)
            : CognitoError(.notAuthorized, .incorrectCredentials)
    }

    /// The password was right, so the failures are forgotten; the user's state may still refuse.
    private func demandGoodStanding(
        _ user: UserRecord, _ attempt: Attempt
    ) async throws(CognitoError) {
        let refusal = Self.refusal(for: user, now: clock())
        guard let refusal else { return }
        try await store.write { try Lockout.clear(attempt.lockoutName, $0) }
        throw refusal
    }

    private static func refusal(for user: UserRecord, now: Int64) -> CognitoError? {
        guard user.isEnabled else { return CognitoError(.notAuthorized, .userDisabled) }
        if let refusal = user.temporaryPasswordRefusal(now: now) { return refusal }
        return switch user.status {
        case .confirmed: nil
        case .unconfirmed: CognitoError(.userNotConfirmed, .userNotConfirmed)
        case .resetRequired: CognitoError(.passwordResetRequired, .passwordResetRequired)
        case .forceChangePassword, .unknown: CognitoError(.notAuthorized, .incorrectCredentials)
        }
    }
}
