import CognitoAPI
import Cryptography
import JSONWebToken
import Revocation

/// Puts the parts of pools together. What guards the machine, the queues, is one for all pools.
struct Assembly: Sendable {
    private let policy: PoolPolicy
    private let store: PoolStore
    let surroundings: UserPool.Surroundings
    private let sealing: AESGCM
    private let secrets: PoolSecrets
    private let codes: Codes
    private let hasher: PasswordHasher
    private let srp: SRPWork
    private let signing: BoundedQueue

    /// - Parameter keys: the default pool's; all pools share what codes and secrets are kept with.
    init(
        policy: PoolPolicy, cost: Argon2Parameters, keys: PoolKeys, sealing: AESGCM,
        store: PoolStore, surroundings: UserPool.Surroundings
    ) throws(UserPoolError) {
        self.policy = policy
        self.store = store
        self.surroundings = surroundings
        self.sealing = sealing
        secrets = try keys.secrets(random: surroundings.random)
        codes = Codes(
            key: keys.codeKey, random: surroundings.random, clock: surroundings.clock)
        hasher = PasswordHasher(
            parameters: cost, random: surroundings.random,
            queue: BoundedQueue(
                label: "UserPool.passwords", width: Limits.hashWidth, depth: Limits.hashDepth,
                threads: .yielding),
            report: surroundings.report)
        srp = try Self.srpWork(surroundings)
        signing = BoundedQueue(
            label: "UserPool.signatures", width: Limits.signWidth, depth: Limits.signDepth)
    }

    /// The sessions of challenges; which pool one belongs to, its client says.
    var challenges: ChallengeSessions {
        ChallengeSessions(secrets: secrets, random: surroundings.random)
    }

    /// A pool ready to answer, from its rows and keys.
    func pool(
        _ record: PoolRecord, _ clients: [ClientRecord], keys: PoolKeys, registry: PoolRegistry
    ) throws(UserPoolError) -> LivePool {
        var policy = policy
        let directory: ClientDirectory
        do {
            policy.userPool = try StoredPolicy.userPool(record.settings)
            directory = ClientDirectory(try clients.map { try appClient($0) })
        } catch {
            throw .policy(["the settings of pool \(record.id) can't be read"])
        }
        let issuer = surroundings.issuer(record.id)
        let tokenIssuer = TokenIssuer(
            keys: keys, issuer: issuer, queue: signing, random: surroundings.random,
            clock: surroundings.clock)
        let parts = PoolParts(
            pool: record, registry: registry, policy: policy, clients: directory, store: store,
            passwords: passwords(
                of: record, directory, policy.userPool.policies.passwordPolicy), secrets: secrets,
            srp: srp, codes: codes,
            mailer: CodeMailer(
                mail: surroundings.mail, templates: MessageTemplates(policy.userPool),
                report: surroundings.report),
            issuer: tokenIssuer, gate: try gate(issuer, keys, directory),
            revocations: surroundings.revocations, random: surroundings.random,
            clock: surroundings.clock, report: surroundings.report)
        return LivePool(record: record, issuer: issuer, keys: keys, parts: parts)
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

    private func passwords(
        of pool: PoolRecord, _ clients: ClientDirectory, _ policy: PasswordPolicy
    ) -> PasswordForms {
        PasswordForms(
            hasher: hasher, srp: srp, secrets: secrets, random: surroundings.random,
            poolID: pool.id, keepsVerifiers: clients.allowSRP,
            historySize: policy.passwordHistorySize)
    }

    private static func srpWork(
        _ surroundings: UserPool.Surroundings
    ) throws(UserPoolError) -> SRPWork {
        do {
            return SRPWork(
                server: SRPServer(group: try SRPGroup()),
                queue: BoundedQueue(
                    label: "UserPool.srp", width: Limits.srpWidth, depth: Limits.srpDepth,
                    threads: .yielding),
                report: surroundings.report)
        } catch {
            throw .cryptography(error)
        }
    }

    private func appClient(_ record: ClientRecord) throws -> AppClient {
        AppClient(
            id: record.id, poolID: record.poolID,
            secrets: try record.secrets.map { try $0.open(sealing) },
            policy: try StoredPolicy.client(record.settings))
    }

    private func gate(
        _ issuer: String, _ keys: PoolKeys, _ clients: ClientDirectory
    ) throws(UserPoolError) -> AccessTokenGate {
        let keySource = StaticKeySource([keys.access.verificationKey])
        // A verifier wants a client; "-" is none, as client ids are letters, digits, _ and +.
        let ids = clients.ids.isEmpty ? ["-"] : clients.ids
        do {
            return AccessTokenGate(
                verifier: try TokenVerifier(
                    issuer: issuer, clientIDs: ids, tokenUses: [.access], keys: keySource,
                    clockSkew: Limits.clockSkew),
                clients: clients, revocations: surroundings.revocations, store: store,
                clock: surroundings.clock)
        } catch {
            throw .policy(["the issuer must not be empty"])
        }
    }
}
