import CognitoAPI
import Cryptography
import JSONWebToken
import Revocation

/// Puts the pool's parts together.
struct Assembly {
    let policy: PoolPolicy
    let cost: Argon2Parameters
    let keys: PoolKeys
    let issuer: String
    let clients: ClientDirectory
    let store: PoolStore
    let surroundings: UserPool.Surroundings

    func parts() throws(UserPoolError) -> PoolParts {
        PoolParts(
            policy: policy, clients: clients, store: store, hasher: hasher,
            codes: Codes(
                key: keys.codeKey, random: surroundings.random, clock: surroundings.clock),
            mailer: CodeMailer(
                mail: surroundings.mail, templates: MessageTemplates(policy.userPool),
                report: surroundings.report),
            issuer: tokenIssuer, gate: try gate(), revocations: surroundings.revocations,
            random: surroundings.random, clock: surroundings.clock, report: surroundings.report)
    }

    /// Tells the index of the sessions that were revoked lately: a crash may have come between the
    /// pool's tables and the index.
    func replayRevocations() async throws(UserPoolError) {
        let now = surroundings.clock()
        do {
            let sessions = try await store.write {
                try SessionRecord.revoked(since: now - Limits.revocationReplay, $0)
            }
            guard !sessions.isEmpty else { return }
            try await surroundings.revocations.revoke(
                originJTIs: sessions, expiresAt: now / 1_000 + TokenLife.longest)
        } catch {
            throw UserPoolError.revocation("\(error)")
        }
    }

    private var hasher: PasswordHasher {
        PasswordHasher(
            parameters: cost, random: surroundings.random,
            queue: BoundedQueue(
                label: "UserPool.passwords", width: Limits.hashWidth, depth: Limits.hashDepth),
            report: surroundings.report)
    }

    private var tokenIssuer: TokenIssuer {
        TokenIssuer(
            keys: keys, issuer: issuer,
            queue: BoundedQueue(
                label: "UserPool.signatures", width: Limits.signWidth, depth: Limits.signDepth),
            random: surroundings.random, clock: surroundings.clock)
    }

    private func gate() throws(UserPoolError) -> AccessTokenGate {
        let keySource = StaticKeySource([keys.access.verificationKey])
        do {
            return AccessTokenGate(
                verifier: try TokenVerifier(
                    issuer: issuer, clientIDs: clients.ids, tokenUses: [.access], keys: keySource,
                    clockSkew: Limits.clockSkew),
                clients: clients, revocations: surroundings.revocations, store: store,
                clock: surroundings.clock)
        } catch {
            throw .policy(["the issuer must not be empty"])
        }
    }
}
