import CognitoAPI

/// Confirms an account with the code it was sent; the e-mail address is verified then.
struct ConfirmSignUpOperation: PoolOperation {
    private let clients: ClientDirectory
    private let store: PoolStore
    private let codes: Codes
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        store = parts.store
        codes = parts.codes
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
        let sub: String = try await store.decide { [codes, report] db in
            let user = try UserRecord.find(name, db)
            let limit = try AttemptLimit.confirm.take(user?.sub ?? name.key, now: now, db)
            if case .failure(let refusal) = limit {
                if let user { try codes.void(.confirmSignUp, for: user.id, db) }
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
                return verdict.map { user.sub }
            }
            try user.set(status: .confirmed, now: now, db)
            try UserRecord.set("email_verified", to: "true", of: user.id, db)
            try AttemptLimit.confirm.giveBack(user.sub, db)
            return .success(user.sub)
        }
        report(.confirmed(sub: sub))
        return ConfirmSignUp.Output()
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
