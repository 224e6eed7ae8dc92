import CognitoAPI

/// The answer to NEW_PASSWORD_REQUIRED: the user is CONFIRMED with a password of his own, and the
/// sign-in goes on.
struct NewPasswordStep: Sendable {
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let passwords: PasswordForms
    private let history: PasswordHistory
    private let challenges: ChallengeSessions
    private let steps: SignInSteps
    private let clock: WallClock

    init(_ parts: PoolParts, challenges: ChallengeSessions, steps: SignInSteps) {
        policy = parts.policy.userPool
        store = parts.store
        passwords = parts.passwords
        history = PasswordHistory(parts)
        self.challenges = challenges
        self.steps = steps
        clock = parts.clock
    }

    /// - Throws: `InvalidPasswordException` when the password breaks the policy; the session stays.
    func perform(_ answer: ChallengeAnswer) async throws(CognitoError) -> SignInOutput {
        let password = try answer.responses.required("NEW_PASSWORD")
        let open = try await find(answer)
        guard let user = open.user else { throw CognitoError(.notAuthorized, .invalidSession) }
        try policy.policies.passwordPolicy.demand(
            password, refusal: "Password does not conform to policy: ")
        try await history.demandNew(password, for: user)
        let forms = try await passwords.make(password, for: user.username)
        guard let changed = try await set(forms, answer) else {
            throw CognitoError(.notAuthorized, .invalidSession)
        }
        let proof = open.state.proof(of: changed, device: answer.responses["DEVICE_KEY"])
        guard let output = try await steps.proceed(proof, client: answer.client) else {
            throw CognitoError(.notAuthorized, .invalidSession)
        }
        return output
    }

    /// Spares the hash for what has no session.
    private func find(
        _ answer: ChallengeAnswer
    ) async throws(CognitoError) -> ChallengeSessions.Open {
        let now = clock()
        return try await store.decideReading { [challenges] db in
            try challenges.find(
                answer.session, .newPasswordRequired, of: answer.name, client: answer.client,
                now: now, db)
        }
    }

    private func set(
        _ forms: PasswordForms.Stored, _ answer: ChallengeAnswer
    ) async throws(CognitoError) -> UserRecord? {
        let now = clock()
        let names = NameRules(policy: policy)
        let challenge = NewPasswordChallenge(policy: policy)
        return try await store.decide { [challenges] db in
            let found = try challenges.find(
                answer.session, .newPasswordRequired, of: answer.name, client: answer.client,
                now: now, db)
            guard case .success(let open) = found, let user = open.user else {
                return found.map { _ in nil }
            }
            let present = try user.attributes(db)
            let attributes: [String: String]
            do throws(CognitoError) {
                attributes = try challenge.attributes(
                    in: answer.responses, of: present, client: answer.client)
            } catch { return .failure(error) }
            if let taken = try user.change(attributes, names, now: now, db) {
                return .failure(NameRules.taken(taken, .aliasExists))
            }
            try user.set(forms, now: now, db)
            try user.set(status: .confirmed, now: now, db)
            try challenges.spend(answer.session, now: now, db)
            return .success(try UserRecord.find(id: user.id, db))
        }
    }
}
