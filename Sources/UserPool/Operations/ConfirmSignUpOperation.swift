import CognitoAPI

/// Confirms an account with the code it was sent; the e-mail address is verified then.
struct ConfirmSignUpOperation: PoolOperation {
    private let clients: ClientDirectory
    private let store: PoolStore
    private let codes: Codes
    private let challenges: ChallengeSessions
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        store = parts.store
        codes = parts.codes
        challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<ConfirmSignUp.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("confirmationCode", .code) { $0.confirmationCode },
            ModelMember("secretHash", .secretHash, required: false) { $0.secretHash },
            ModelMember("session", .session, required: false) { $0.session },
        ]
    }

    func perform(_ input: ConfirmSignUp.Input) async throws(CognitoError) -> ConfirmSignUp.Output {
        let client = try clients.client(input.clientId)
        try client.check(secretHash: input.secretHash, for: input.username)
        let name = try UserName(input.username)
        let now = clock()
        let (sub, session): (String, String?) = try await store.decide {
            [codes, challenges, report] db in
            let user = try UserRecord.find(name, db)
            let limit = try AttemptLimit.confirm.take(user?.sub ?? name.key, now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user?.sub))
                return .failure(refusal)
            }
            guard let user else { return .failure(Self.unknown(for: client)) }
            guard user.status == .unconfirmed else {
                return .failure(Self.notUnconfirmed(user.status))
            }
            let verdict = try codes.redeem(
                input.confirmationCode, .confirmSignUp, for: user.id, db)
            guard case .success = verdict else {
                report(.codeRefused(sub: user.sub, purpose: .confirmSignUp))
                return verdict.map { _ in (user.sub, nil) }
            }
            try user.set(status: .confirmed, now: now, db)
            try UserRecord.set("email_verified", to: "true", of: user.id, db)
            let session = try challenges.begin(afterConfirming: user, client: client, now: now, db)
            return .success((user.sub, session))
        }
        report(.confirmed(sub: sub))
        return ConfirmSignUp.Output(session: session)
    }

    private static func unknown(for client: AppClient) -> CognitoError {
        client.revealsExistence
            ? CognitoError(.userNotFound, .combinationNotFound)
            : CognitoError(.expiredCode, .codeExpired)
    }

    private static func notUnconfirmed(_ status: UserRecord.Status) -> CognitoError {
        CognitoError(
            .notAuthorized, "User cannot be confirmed. Current status is \(status.rawValue)")
    }
}
