import CognitoAPI

/// Confirms an account with the code it was sent; what the code went to is verified then.
struct ConfirmSignUpOperation: PoolOperation {
    private let clients: ClientDirectory
    private let names: NameRules
    private let store: PoolStore
    private let codes: Codes
    private let challenges: ChallengeSessions
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        names = NameRules(policy: parts.policy.userPool)
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
            [codes, names, challenges, report] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let limit = try AttemptLimit.confirm.take(
                user?.sub ?? name.stranger(in: client.poolID), now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user?.sub))
                return .failure(refusal)
            }
            guard let user else { return .failure(Self.unknown(for: client)) }
            guard user.status == .unconfirmed else {
                return .failure(Self.notUnconfirmed(user.status))
            }
            let verdict = try codes.check(
                input.confirmationCode, .confirmSignUp, for: user.id, db)
            guard case .success(let medium) = verdict else {
                report(.codeRefused(sub: user.sub, purpose: .confirmSignUp))
                return verdict.map { _ in (user.sub, nil) }
            }
            let verified = VerifiedAttribute(
                medium: medium, seizesAlias: input.forceAliasCreation ?? false)
            if let taken = try verified.settle(for: user, names, db) {
                return .failure(
                    CognitoError(.aliasExists, "An account with the \(taken) already exists."))
            }
            _ = try codes.redeem(input.confirmationCode, .confirmSignUp, for: user.id, db)
            try user.set(status: .confirmed, now: now, db)
            try AttemptLimit.confirm.giveBack(user.sub, db)
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
