import CognitoAPI

/// Sets a new password against the present one. Sessions live on, as in Cognito.
struct ChangePasswordOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let policy: PasswordPolicy
    private let store: PoolStore
    private let passwords: PasswordForms
    private let history: PasswordHistory
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        policy = parts.policy.userPool.policies.passwordPolicy
        store = parts.store
        passwords = parts.passwords
        history = PasswordHistory(parts)
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<ChangePassword.Input>] {
        [
            ModelMember("previousPassword", .password, required: false) { $0.previousPassword },
            ModelMember("proposedPassword", .password) { $0.proposedPassword },
            ModelMember("accessToken", .token) { $0.accessToken },
        ]
    }

    func perform(
        _ input: ChangePassword.Input
    ) async throws(CognitoError) -> ChangePassword.Output {
        let user = try await gate.admit(input.accessToken).user
        try policy.demand(
            input.proposedPassword, refusal: "Password does not conform to policy: ")
        try await check(input.previousPassword, of: user)
        try await history.demandNew(input.proposedPassword, for: user)
        let forms = try await passwords.make(input.proposedPassword, for: user.username)
        try await set(forms, of: user)
        report(.passwordChanged(sub: user.sub))
        return ChangePassword.Output()
    }

    /// Only who has no password needs none.
    private func check(
        _ previous: String?, of user: UserRecord
    ) async throws(CognitoError) {
        guard previous != nil || user.passwordHash != nil else { return }
        let now = clock()
        try await store.decide { [report] db -> Result<Void, CognitoError> in
            let limit = try AttemptLimit.changePassword.take(user.sub, now: now, db)
            if case .failure = limit { report(.attemptLimitReached(sub: user.sub)) }
            return limit
        }
        guard try await passwords.hasher.check(previous ?? "", against: user.passwordHash) != .wrong
        else { throw CognitoError(.notAuthorized, .incorrectCredentials) }
    }

    /// Refuses when the password changed while it was being checked.
    private func set(
        _ forms: PasswordForms.Stored, of user: UserRecord
    ) async throws(CognitoError) {
        let now = clock()
        try await store.decide { db -> Result<Void, CognitoError> in
            let present = try UserRecord.find(id: user.id, db)
            guard let present, present.passwordHash == user.passwordHash else {
                return .failure(CognitoError(.notAuthorized, .incorrectCredentials))
            }
            try present.set(forms, now: now, db)
            try AttemptLimit.changePassword.giveBack(user.sub, db)
            return .success(())
        }
    }
}
