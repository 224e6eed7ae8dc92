import CognitoAPI
import Foundation
import GRDB

/// The first code of an authenticator app: the secret is in use from then on, and the code is used.
///
/// Where a second factor is required, the app is turned on at once; where it isn't,
/// SetUserMFAPreference does that.
struct VerifySoftwareTokenOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let tokens: SoftwareTokens
    private let factors: SecondFactors
    private let challenges: ChallengeSessions
    private let clients: ClientDirectory
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        tokens = SoftwareTokens(secrets: parts.secrets, random: parts.random)
        factors = SecondFactors(policy: parts.policy.userPool)
        challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        clients = parts.clients
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<VerifySoftwareToken.Input>] {
        [
            ModelMember("accessToken", .token, required: false) { $0.accessToken },
            ModelMember("session", .session, required: false) { $0.session },
            ModelMember("userCode", .userCode) { $0.userCode },
            ModelMember("friendlyDeviceName", .friendlyName, required: false) {
                $0.friendlyDeviceName
            },
        ]
    }

    func perform(
        _ input: VerifySoftwareToken.Input
    ) async throws(CognitoError) -> VerifySoftwareToken.Output {
        switch try SetUpCaller(accessToken: input.accessToken, session: input.session) {
        case .token(let token):
            let user = try await gate.admit(token).user
            try factors.demandSoftwareTokens()
            try await store.decide { [self] db in try setUp(input, of: user, db) }
            return VerifySoftwareToken.Output(status: "SUCCESS")
        case .session(let session):
            return VerifySoftwareToken.Output(
                status: "SUCCESS", session: try await finish(session, input))
        }
    }

    private func setUp(
        _ input: VerifySoftwareToken.Input, of user: UserRecord, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        guard let pending = try tokens.pending(userID: user.id, db) else {
            return .failure(CognitoError(.softwareTokenMFANotFound, .softwareTokenNotEnabled))
        }
        return try setUp(pending, input, of: user, db)
    }

    /// The session that MFA_SETUP is answered with.
    private func finish(
        _ session: String, _ input: VerifySoftwareToken.Input
    ) async throws(CognitoError) -> String {
        let now = clock()
        return try await store.decide { [self] db in
            try challenges.advance(session, [.mfaSetup], clients: clients, now: now, db) {
                state, user in
                guard try !SoftwareTokens.isSetUp(userID: user.id, db) else {
                    return .failure(CognitoError(.notAuthorized, .invalidSession))
                }
                guard let pending = state.pendingSecret else {
                    return .failure(CognitoError(.notAuthorized, .invalidSession))
                }
                state.pendingSecret = nil
                state.isSetUp = true
                return try setUp(pending, input, of: user, db)
            }
        }
    }

    private func setUp(
        _ pending: Data, _ input: VerifySoftwareToken.Input, of user: UserRecord, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let now = clock()
        let limit = try AttemptLimit.challenge.take(user.sub, now: now, db)
        guard case .success = limit else { return limit }
        let isRight = try tokens.setUp(
            pending, userID: user.id, code: input.userCode, name: input.friendlyDeviceName,
            now: now, db)
        guard isRight else {
            report(.secondFactorRefused(sub: user.sub))
            return .failure(CognitoError(.enableSoftwareTokenMFA, .setUpCodeMismatch))
        }
        try AttemptLimit.challenge.giveBack(user.sub, db)
        if factors.isRequired {
            var preferences = try FactorPreferences.find(userID: user.id, db)
            preferences.enabled.insert(.softwareToken)
            try preferences.save(userID: user.id, db)
        }
        report(.secondFactorSet(sub: user.sub))
        return .success(())
    }
}
