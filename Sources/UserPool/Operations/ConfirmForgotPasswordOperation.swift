import CognitoAPI

/// Sets a new password against the code. The user is confirmed then and his address verified: the
/// code came back from it. Nobody is signed in; unlike Cognito's, a reset ends all of the user's
/// sessions unless the policy says otherwise.
struct ConfirmForgotPasswordOperation: PoolOperation {
    private let clients: ClientDirectory
    private let policy: PasswordPolicy
    private let store: PoolStore
    private let passwords: PasswordForms
    private let history: PasswordHistory
    private let codes: Codes
    private let endsSessions: Bool
    private let sessions: SessionEnder
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        policy = parts.policy.userPool.policies.passwordPolicy
        store = parts.store
        passwords = parts.passwords
        history = PasswordHistory(parts)
        codes = parts.codes
        endsSessions = parts.policy.passwordResetEndsSessions
        sessions = SessionEnder(parts)
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<ConfirmForgotPassword.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("confirmationCode", .code) { $0.confirmationCode },
            ModelMember("password", .password) { $0.password },
            ModelMember("secretHash", .secretHash, required: false) { $0.secretHash },
        ]
    }

    func perform(
        _ input: ConfirmForgotPassword.Input
    ) async throws(CognitoError) -> ConfirmForgotPassword.Output {
        let client = try clients.client(input.clientId)
        try client.check(secretHash: input.secretHash, for: input.username)
        try policy.demand(input.password, refusal: "Password does not conform to policy: ")
        let code = input.confirmationCode
        let user = try await check(code, of: try UserName(input.username), client: client)
        // Only now the costly part: a guess without the code costs no hash.
        try await history.demandNew(input.password, for: user)
        let forms = try await passwords.make(input.password, for: user.username)
        let now = clock()
        let ended = try await set(forms, of: user, code: code, now: now)
        if endsSessions { try await sessions.listAll(ended, of: user, at: now) }
        report(.passwordReset(sub: user.sub))
        return ConfirmForgotPassword.Output()
    }

    /// Counts the attempt and looks at the code, without using it up.
    private func check(
        _ code: String, of name: UserName, client: AppClient
    ) async throws(CognitoError) -> UserRecord {
        let now = clock()
        return try await store.decide { [codes, report] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let limit = try AttemptLimit.reset.take(
                user?.sub ?? name.stranger(in: client.poolID), now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user?.sub))
                return .failure(refusal)
            }
            guard let user else { return .failure(Self.unknown(for: client)) }
            guard user.isEnabled else { return .failure(Self.disabled(for: client)) }
            let verdict = try codes.check(code, .resetPassword, for: user.id, db)
            if case .failure = verdict {
                report(.codeRefused(sub: user.sub, purpose: .resetPassword))
            }
            return verdict.map { _ in user }
        }
    }

    /// Uses the code up, sets the password and ends the sessions, all or nothing: of two callers
    /// with the same code the second finds it gone.
    ///
    /// - Returns: the sessions that ended.
    private func set(
        _ forms: PasswordForms.Stored, of user: UserRecord, code: String, now: Int64
    ) async throws(CognitoError) -> [String] {
        try await store.decide { [codes, endsSessions] db in
            let verdict = try codes.redeem(code, .resetPassword, for: user.id, db)
            guard case .success(let medium) = verdict else { return verdict.map { _ in [] } }
            try user.set(forms, now: now, db)
            try user.set(status: .confirmed, now: now, db)
            // Whose alias it is stays as it was: another user may have it.
            try UserRecord.set(medium.verifiedFlag, to: "true", of: user.id, db)
            try Lockout.clear(user.sub, db)
            try AttemptLimit.reset.giveBack(user.sub, db)
            return .success(endsSessions ? try SessionEnder.revokeAll(of: user, now: now, db) : [])
        }
    }

    private static func unknown(for client: AppClient) -> CognitoError {
        client.revealsExistence
            ? CognitoError(.userNotFound, .combinationNotFound)
            : CognitoError(.codeMismatch, .codeMismatch)
    }

    private static func disabled(for client: AppClient) -> CognitoError {
        client.revealsExistence
            ? CognitoError(.notAuthorized, .userDisabled)
            : CognitoError(.codeMismatch, .codeMismatch)
    }
}
