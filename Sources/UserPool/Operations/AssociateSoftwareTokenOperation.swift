import CognitoAPI
import Cryptography
import GRDB

/// A new secret for an authenticator app, in use once VerifySoftwareToken has seen one of its codes:
/// for a signed-in user, or for one whose sign-in waits at MFA_SETUP.
struct AssociateSoftwareTokenOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let tokens: SoftwareTokens
    private let factors: SecondFactors
    private let challenges: ChallengeSessions
    private let clients: ClientDirectory
    private let clock: WallClock

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        tokens = SoftwareTokens(secrets: parts.secrets, random: parts.random)
        factors = SecondFactors(policy: parts.policy.userPool)
        challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        clients = parts.clients
        clock = parts.clock
    }

    var model: [ModelMember<AssociateSoftwareToken.Input>] {
        [
            ModelMember("accessToken", .token, required: false) { $0.accessToken },
            ModelMember("session", .session, required: false) { $0.session },
        ]
    }

    func perform(
        _ input: AssociateSoftwareToken.Input
    ) async throws(CognitoError) -> AssociateSoftwareToken.Output {
        let secret = tokens.newSecret()
        let code = Base32.encode(secret)
        switch try SetUpCaller(accessToken: input.accessToken, session: input.session) {
        case .token(let token):
            let user = try await gate.admit(token).user
            try factors.demandSoftwareTokens()
            let sealed = try tokens.seal(secret, userID: user.id)
            try await store.write { [tokens] in
                try tokens.setPending(sealed, userID: user.id, $0)
            }
            return AssociateSoftwareToken.Output(secretCode: code)
        case .session(let session):
            let next = try await keep(secret, in: session)
            return AssociateSoftwareToken.Output(secretCode: code, session: next)
        }
    }

    /// The session that goes on, with the secret in it.
    private func keep(_ secret: [UInt8], in session: String) async throws(CognitoError) -> String {
        let now = clock()
        return try await store.decide { [tokens, challenges, clients] db in
            try challenges.advance(session, [.mfaSetup], clients: clients, now: now, db) {
                state, user in
                // A sign-in from before another one set it up mustn't replace it.
                guard try !SoftwareTokens.isSetUp(userID: user.id, db) else {
                    return .failure(CognitoError(.notAuthorized, .invalidSession))
                }
                state.isSetUp = false
                do throws(CognitoError) {
                    state.pendingSecret = try tokens.seal(secret, userID: user.id)
                    return .success(())
                } catch { return .failure(error) }
            }
        }
    }
}

/// Who sets up a software token: one of the two, not both.
enum SetUpCaller {
    case token(String)
    case session(String)

    init(accessToken: String?, session: String?) throws(CognitoError) {
        switch (accessToken, session) {
        case (let token?, nil): self = .token(token)
        case (nil, let session?): self = .session(session)
        default:
            throw CognitoError(
                .invalidParameter, "Either AccessToken or Session must be given, not both")
        }
    }
}

extension SecondFactors {
    /// - Throws: `SoftwareTokenMFANotFoundException` where the pool has none.
    func demandSoftwareTokens() throws(CognitoError) {
        guard offersSoftwareTokens else {
            throw CognitoError(.softwareTokenMFANotFound, .softwareTokenNotEnabled)
        }
    }
}
