import CognitoAPI

/// Sends a code with which the password can be set anew; the old one works until then.
///
/// A user who never confirmed his address is not locked out: with PreventUserExistenceErrors
/// ENABLED the answer is the simulated one, word for word what an unknown user gets, and a code
/// goes to the address he signed up with; ConfirmForgotPassword then proves the mailbox, and
/// confirms him. A confirmed user without a verified address gets none. With LEGACY Cognito's refusal is given and nothing is sent.
struct ForgotPasswordOperation: PoolOperation {
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

    var model: [ModelMember<ForgotPassword.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("secretHash", .secretHash, required: false) { $0.secretHash },
        ]
    }

    func perform(_ input: ForgotPassword.Input) async throws(CognitoError) -> ForgotPassword.Output
    {
        let client = try clients.client(input.clientId)
        try client.check(secretHash: input.secretHash, for: input.username)
        if policy.accountRecoverySetting?.isAdminOnly ?? false {
            throw CognitoError(.notAuthorized, "Contact administrator to reset password.")
        }
        let name = try UserName(input.username)
        let letter = try await write(to: name, client: client)
        if let letter { mailer.send(letter) }
        return ForgotPassword.Output(
            codeDeliveryDetails: (letter?.recipient
                ?? pretended.recipient(for: name.key, by: policy.recoveryMedia)).details)
    }

    /// The code to send; nil for nobody, when that must not show.
    private func write(
        to name: UserName, client: AppClient
    ) async throws(CognitoError) -> OutgoingCode? {
        let now = clock()
        let factors = SecondFactors(policy: policy)
        return try await store.decide { [codes, report] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let limit = try AttemptLimit.reset.take(
                user?.sub ?? name.stranger(in: client.poolID), now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user?.sub))
                return .failure(refusal)
            }
            let attributes = try UserRecord.attributes(of: user?.id ?? Codes.nobody, db)
            let media = try factors.recoveryMedia(of: user?.id ?? Codes.nobody, db)
            if let refusal = Self.refusal(for: user) {
                if client.revealsExistence { return .failure(refusal) }
                try codes.pretend(.resetPassword, db)
                return .success(nil)
            }
            // Who never confirmed his address may still prove it, where addresses count at all. An
            // address that a confirmed user has changed to may be another's: it counts when verified.
            let mayProve =
                !client.revealsExistence && media.contains(.email) && user?.status == .unconfirmed
            guard let user,
                let recipient = CodeRecipient(verifiedIn: attributes, of: media)
                    ?? (mayProve ? CodeRecipient(.email, in: attributes) : nil)
            else {
                if client.revealsExistence {
                    return .failure(CognitoError(.invalidParameter, .noVerifiedChannel))
                }
                try codes.pretend(.resetPassword, db)
                return .success(nil)
            }
            return .success(try codes.outgoing(.resetPassword, to: user, at: recipient, db))
        }
    }

    /// Who gets no code at all.
    private static func refusal(for user: UserRecord?) -> CognitoError? {
        guard let user else { return CognitoError(.userNotFound, .combinationNotFound) }
        guard user.isEnabled else { return CognitoError(.notAuthorized, .userDisabled) }
        return switch user.status {
        case .confirmed, .resetRequired, .unconfirmed: nil
        case .forceChangePassword, .unknown: CognitoError(.notAuthorized, .cannotReset)
        }
    }
}
