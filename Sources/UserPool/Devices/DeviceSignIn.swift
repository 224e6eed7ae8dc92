import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER: a remembered device proves its secret after the
/// user has proven his password.
///
/// pycognito answers both without a Session. Then the user's newest sign-in that waits for this very
/// device is meant; there is none unless a password was proven within the last minutes.
struct DeviceSignIn: Sendable {
    private let store: PoolStore
    private let secrets: PoolSecrets
    private let challenges: ChallengeSessions
    private let proofs: SRPProofCheck
    private let blocks: SecretBlocks
    private let steps: SignInSteps
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts, challenges: ChallengeSessions, steps: SignInSteps) {
        store = parts.store
        secrets = parts.secrets
        self.challenges = challenges
        blocks = SecretBlocks(secrets: parts.secrets, poolID: parts.pool.id)
        proofs = SRPProofCheck(srp: parts.srp, blocks: blocks, clock: parts.clock)
        self.steps = steps
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    /// What waits for a device's proof.
    private struct Waiting: Sendable {
        let open: ChallengeSessions.Open
        let user: UserRecord
        let device: DeviceRecord
        let verifier: [UInt8]
    }

    func begin(
        _ responses: AuthParameters, session: String?, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try responses.required("USERNAME")
        let key = try responses.required("DEVICE_KEY")
        let number = try responses.required("SRP_A")
        try client.check(secretHash: responses["SECRET_HASH"], for: userName)
        let name = try UserName(userName)
        let now = clock()
        let waiting: Waiting = try await store.decideReading { [self] db in
            let mac = try session.map(challenges.mac) ?? newest(of: name, key, client, db)
            return try find(mac, key: key, client: client, now: now, db)
        }
        let exchange = try await proofs.open(
            number, verifier: waiting.verifier, secret: random.bytes(Limits.srpSecretBytes))
        return try output(waiting, exchange, client: client)
    }

    func finish(
        _ responses: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try responses.required("USERNAME")
        try client.check(secretHash: responses["SECRET_HASH"], for: userName)
        let claim = try proofs.claim(responses, of: .device, client: client)
        let now = clock()
        let waiting: Waiting = try await store.decide { [self] db in
            guard try claim.spend(db), let key = claim.block.deviceKey else {
                return .failure(CognitoError(.notAuthorized, .incorrectCredentials))
            }
            let found = try find(claim.block.session, key: key, client: client, now: now, db)
            guard case .success(let waiting) = found else { return found }
            return try AttemptLimit.challenge.take(waiting.user.sub, now: now, db).map { waiting }
        }
        let identity = SRPServer.Identity(group: waiting.device.groupKey, name: waiting.device.key)
        guard try await proofs.isRight(claim, identity, verifier: waiting.verifier) else {
            report(.secondFactorRefused(sub: waiting.user.sub))
            throw CognitoError(.notAuthorized, .incorrectCredentials)
        }
        return try await proceed(waiting, client: client)
    }

    private func proceed(
        _ waiting: Waiting, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let now = clock()
        try await store.decide { [challenges] db -> Result<Void, CognitoError> in
            let found = try challenges.find(
                mac: waiting.open.mac, [.deviceSRP], client: client, now: now, db)
            guard case .success = found else { return found.map { _ in } }
            try challenges.spend(mac: waiting.open.mac, now: now, db)
            try AttemptLimit.challenge.giveBack(waiting.user.sub, db)
            return .success(())
        }
        let proof = waiting.open.state.proof(of: waiting.user, device: waiting.device.key) {
            $0.isDeviceProven = true
        }
        guard let output = try await steps.proceed(proof, client: client) else {
            throw CognitoError(.notAuthorized, .invalidSession)
        }
        return output
    }

    private func newest(
        of name: UserName, _ key: String, _ client: AppClient, _ db: Database
    ) throws -> Data? {
        guard let user = try UserRecord.find(name, in: client.poolID, db) else { return nil }
        return try challenges.newest(of: user, client: client, db) {
            $0.challenge == .deviceSRP && $0.deviceKey == key
        }
    }

    private func find(
        _ mac: Data?, key: String, client: AppClient, now: Int64, _ db: Database
    ) throws -> Result<Waiting, CognitoError> {
        let refusal = Result<Waiting, CognitoError>.failure(
            CognitoError(.notAuthorized, .invalidSession))
        guard let mac else { return refusal }
        let found = try challenges.find(mac: mac, [.deviceSRP], client: client, now: now, db)
        guard case .success(let open) = found else { return found.flatMap { _ in refusal } }
        guard let user = open.user, open.state.deviceKey == key,
            let device = try DeviceRecord.find(key, userID: user.id, db), device.isTrusted,
            let verifier = device.verifier.flatMap({ secrets.open($0, for: device.purpose) })
        else { return .failure(CognitoError(.resourceNotFound, .deviceNotFound)) }
        return .success(Waiting(open: open, user: user, device: device, verifier: verifier))
    }

    private func output(
        _ waiting: Waiting, _ exchange: SRPServer.Exchange, client: AppClient
    ) throws(CognitoError) -> SignInOutput {
        let block = SecretBlock(
            subject: .device, userID: waiting.user.id, username: waiting.user.username,
            nameKey: waiting.open.state.nameKey, clientID: client.id,
            clientPublic: Data(exchange.clientPublic), secret: Data(exchange.secret),
            serverPublic: Data(exchange.serverPublic),
            expiresAt: clock() + client.policy.authSessionMilliseconds,
            deviceKey: waiting.device.key, session: waiting.open.mac)
        return SignInOutput(
            challengeName: ChallengeName.deviceVerifier.rawValue,
            challengeParameters: [
                "SALT": SRPNumber.hex(waiting.device.salt ?? []),
                "SECRET_BLOCK": try blocks.seal(block),
                "SRP_B": SRPNumber.hex(exchange.serverPublic),
                "USERNAME": waiting.user.username, "DEVICE_KEY": waiting.device.key,
            ])
    }
}
