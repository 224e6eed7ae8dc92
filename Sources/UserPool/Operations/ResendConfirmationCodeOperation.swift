import CognitoAPI

/// Sends a new confirmation code; the earlier one is void.
struct ResendConfirmationCodeOperation: PoolOperation {
    private let clients: ClientDirectory
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let codes: Codes
    private let pretended: PretendedRecipients
    private let mailer: CodeMailer
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        policy = parts.policy.userPool
        store = parts.store
        codes = parts.codes
        pretended = PretendedRecipients(parts)
        mailer = parts.mailer
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<ResendConfirmationCode.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("secretHash", .secretHash, required: false) { $0.secretHash },
        ]
    }

    func perform(
        _ input: ResendConfirmationCode.Input
    ) async throws(CognitoError) -> ResendConfirmationCode.Output {
        let client = try clients.client(input.clientId)
        try client.check(secretHash: input.secretHash, for: input.username)
        let name = try UserName(input.username)
        let letter = try await write(to: name, client: client)
        if let letter { mailer.send(letter) }
        return ResendConfirmationCode.Output(
            codeDeliveryDetails: (letter?.recipient
                ?? pretended.recipient(for: name.key, by: [.sms, .email])).details)
    }

    /// The code to send; nil for nobody, when that must not show.
    private func write(
        to name: UserName, client: AppClient
    ) async throws(CognitoError) -> OutgoingCode? {
        let now = clock()
        return try await store.decide { [policy, codes, report] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let limit = try AttemptLimit.resend.take(
                user?.sub ?? name.stranger(in: client.poolID), now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user?.sub))
                return .failure(refusal)
            }
            guard let user else {
                if client.revealsExistence {
                    return .failure(CognitoError(.userNotFound, .combinationNotFound))
                }
                try codes.pretend(.confirmSignUp, db)
                return .success(nil)
            }
            guard user.status == .unconfirmed else {
                return .failure(CognitoError(.invalidParameter, .userAlreadyConfirmed))
            }
            let attributes = try user.attributes(db)
            guard let recipient = CodeRecipient(toVerify: policy, attributes: attributes) else {
                return .failure(CognitoError(.invalidParameter, .autoVerificationOff))
            }
            return .success(try codes.outgoing(.confirmSignUp, to: user, at: recipient, db))
        }
    }
}
