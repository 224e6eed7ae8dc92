import CognitoAPI
import GRDB

/// Takes a sign-in on after each proof: to the next challenge, or to a session and its tokens.
struct SignInSteps: Sendable {
    private enum Outcome: Sendable {
        case changed
        case challenge(NextStep, session: String)
        case tokens(TokenIssuer.Subject, RefreshToken, Devices.Tracked?)
    }

    private let store: PoolStore
    private let starter: SessionStarter
    private let next: NextSteps
    private let challenges: ChallengeSessions
    private let devices: Devices
    private let mailer: CodeMailer
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts, challenges: ChallengeSessions) {
        store = parts.store
        starter = SessionStarter(parts)
        next = NextSteps(parts)
        self.challenges = challenges
        devices = Devices(parts)
        mailer = parts.mailer
        clock = parts.clock
        report = parts.report
    }

    /// Nil, and nothing was done, when the password's hash, the status or the user changed while the
    /// proof was being checked.
    ///
    /// - Throws: what the user's state refuses; his failures are forgotten all the same, as the
    ///   credentials were right.
    func proceed(
        _ proof: SignInProof, client: AppClient
    ) async throws(CognitoError) -> SignInOutput? {
        let draft = starter.draft(for: proof.user, client: client)
        let now = clock()
        let outcome: Outcome = try await store.decide { [next, challenges, devices] db in
            guard let user = try Self.settle(proof, now: now, db) else { return .success(.changed) }
            if let refusal = Self.refusal(for: user, now: now) { return .failure(refusal) }
            let key = proof.ignoresDevices ? nil : proof.deviceKey
            let named = try devices.named(key, by: user, db)
            guard case .success(let device) = named else { return named.map { _ in .changed } }
            let attributes = try user.attributes(db)
            let text = challenges.newText()
            let step = try next.step(
                after: proof, user, attributes, device: device, session: text, db)
            guard case .success(let step) = step else { return step.map { _ in .changed } }
            if let step {
                try challenges.save(step.state, text, client: client, now: now, db)
                return .success(.challenge(step, session: text))
            }
            let tracked =
                try proof.ignoresDevices ? nil : devices.track(device, of: user, now: now, db)
            var draft = draft
            draft.session.deviceKey = tracked?.record.key
            try draft.save(db)
            let subject = TokenIssuer.Subject(
                user: user, attributes: attributes, groups: try GroupClaims.of(user, db),
                session: draft.session, client: client)
            return .success(.tokens(subject, draft.refreshToken, tracked))
        }
        switch outcome {
        case .changed: return nil
        case .challenge(let step, let session):
            if let letter = step.letter { mailer.send(letter) }
            return step.output(session: session)
        case .tokens(let subject, let refreshToken, let device):
            return try await finish(subject, refreshToken, device)
        }
    }

    private func finish(
        _ subject: TokenIssuer.Subject, _ refreshToken: RefreshToken, _ device: Devices.Tracked?
    ) async throws(CognitoError) -> SignInOutput {
        var result = try await starter.finish(subject, refreshToken)
        if let device, device.isNew {
            result.newDeviceMetadata = NewDeviceMetadata(
                deviceKey: device.record.key, deviceGroupKey: device.record.groupKey)
        }
        report(.signedIn(sub: subject.user.sub, clientID: subject.client.id))
        return SignInOutput(authenticationResult: result, challengeParameters: [:])
    }

    /// The user as he is now; nil when he isn't who proved himself.
    private static func settle(
        _ proof: SignInProof, now: Int64, _ db: Database
    ) throws -> UserRecord? {
        guard try UserRecord.find(id: proof.user.id, db) == proof.user else { return nil }
        if let hash = proof.renewal.hash {
            try proof.user.set(passwordHash: hash, now: now, db)
        }
        try proof.renewal.verifier?.save(userID: proof.user.id, db)
        try Lockout.clear(proof.lockoutName, db)
        return try UserRecord.find(id: proof.user.id, db)
    }

    private static func refusal(for user: UserRecord, now: Int64) -> CognitoError? {
        guard user.isEnabled else { return CognitoError(.notAuthorized, .userDisabled) }
        if let refusal = user.temporaryPasswordRefusal(now: now) { return refusal }
        return switch user.status {
        case .confirmed, .forceChangePassword: nil
        case .unconfirmed: CognitoError(.userNotConfirmed, .userNotConfirmed)
        case .resetRequired: CognitoError(.passwordResetRequired, .passwordResetRequired)
        case .unknown: CognitoError(.notAuthorized, .incorrectCredentials)
        }
    }
}
