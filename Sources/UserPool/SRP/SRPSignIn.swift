import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// USER_SRP_AUTH: a proof of the password that doesn't send it.
///
/// Failed proofs count as failed passwords. Somebody who doesn't exist gets a challenge like anybody
/// (PreventUserExistenceErrors ENABLED): his salt and his id are the same every time, and no proof
/// is right.
struct SRPSignIn: Sendable {
    /// Who is asked for, and what his proof would be checked with.
    private struct Candidate: Sendable {
        let user: UserRecord?
        let salt: [UInt8]
        let verifier: [UInt8]?
    }

    private let store: PoolStore
    private let srp: SRPWork
    private let passwords: PasswordForms
    private let pretence: SRPPretence
    private let blocks: SecretBlocks
    private let proofs: SRPProofCheck
    private let steps: SignInSteps
    private let names: CredentialGate
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts, steps: SignInSteps, names: CredentialGate) {
        store = parts.store
        srp = parts.srp
        passwords = parts.passwords
        pretence = SRPPretence(
            secrets: parts.secrets, poolID: parts.pool.id,
            names: NameRules(policy: parts.policy.userPool))
        blocks = SecretBlocks(secrets: parts.secrets, poolID: parts.pool.id)
        proofs = SRPProofCheck(
            srp: parts.srp, blocks: blocks, clock: parts.clock)
        self.steps = steps
        self.names = names
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    /// The first step: PASSWORD_VERIFIER, whose answer needs no session.
    ///
    /// - Throws: `InvalidParameterException` for an SRP_A that is no number, or 0 modulo N.
    func begin(
        _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try parameters.required("USERNAME")
        let text = try parameters.required("SRP_A")
        try client.check(secretHash: parameters["SECRET_HASH"], for: userName)
        let name = try UserName(userName)
        let candidate = try await find(name, client)
        if candidate.user == nil, client.revealsExistence {
            throw CognitoError(.userNotFound, .userNotFound)
        }
        let exchange = try await proofs.open(
            text, verifier: candidate.verifier ?? pretence.verifier(of: name),
            secret: random.bytes(Limits.srpSecretBytes))
        let username = candidate.user?.username ?? pretence.username(of: name)
        let block = SecretBlock(
            subject: .password, userID: candidate.user?.id, username: username, nameKey: name.key,
            clientID: client.id, clientPublic: Data(exchange.clientPublic),
            secret: Data(exchange.secret), serverPublic: Data(exchange.serverPublic),
            expiresAt: clock() + client.policy.authSessionMilliseconds,
            deviceKey: parameters["DEVICE_KEY"])
        return SignInOutput(
            challengeName: ChallengeName.passwordVerifier.rawValue,
            challengeParameters: [
                "SALT": SRPNumber.hex(candidate.salt), "SECRET_BLOCK": try blocks.seal(block),
                "SRP_B": SRPNumber.hex(exchange.serverPublic), "USERNAME": username,
                "USER_ID_FOR_SRP": username,
            ])
    }

    private func find(_ name: UserName, _ client: AppClient) async throws(CognitoError) -> Candidate
    {
        try await store.read { [passwords, pretence] db in
            let user = try UserRecord.find(name, in: client.poolID, db)
            let record = try VerifierRecord.find(userID: user?.id ?? Codes.nobody, db)
            let verifier = user.flatMap { passwords.open(record, of: $0) }
            return Candidate(
                user: user, salt: verifier.flatMap { _ in record?.salt } ?? pretence.salt(of: name),
                verifier: verifier)
        }
    }

    /// The second step: the proof.
    func finish(
        _ responses: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try responses.required("USERNAME")
        try client.check(secretHash: responses["SECRET_HASH"], for: userName)
        let claim = try proofs.claim(responses, of: .password, client: client)
        let name = try UserName(userName)
        return try await names.run(claim.block.nameKey) { () async throws(CognitoError) in
            let user = try await spend(claim, name, client)
            guard try await isRight(claim, user), let user else {
                report(.signInFailed(sub: user?.sub))
                throw CognitoError(.notAuthorized, .incorrectCredentials)
            }
            var proof = SignInProof(
                user: user, nameKey: claim.block.nameKey, lockoutName: user.sub)
            proof.deviceKey = responses["DEVICE_KEY"] ?? claim.block.deviceKey
            guard let output = try await steps.proceed(proof, client: client) else {
                throw CognitoError(.notAuthorized, .incorrectCredentials)
            }
            return output
        }
    }

    /// Takes the block's one answer and counts the attempt, whatever comes of it.
    private func spend(
        _ claim: SRPProofCheck.Claim, _ name: UserName, _ client: AppClient
    ) async throws(CognitoError) -> UserRecord? {
        let now = clock()
        return try await store.decide { [report, blocks] db in
            guard try claim.spend(db), try Self.names(claim.block, name, client, db) else {
                return .failure(CognitoError(.notAuthorized, .incorrectCredentials))
            }
            let user = try claim.block.userID.flatMap { try UserRecord.find(id: $0, db) }
            let verdict = try Lockout.reserve(
                claim.block.lockoutName(of: user, in: blocks.poolID), now: now, db)
            if case .failure = verdict { report(.lockedOut(sub: user?.sub)) }
            return verdict.map { user }
        }
    }

    /// Whether `name` means the block's user: the name that was asked for, his own, or an alias.
    private static func names(
        _ block: SecretBlock, _ name: UserName, _ client: AppClient, _ db: Database
    ) throws -> Bool {
        if name.key == block.nameKey || name.text.utf8.elementsEqual(block.username.utf8) {
            return true
        }
        guard let id = block.userID else { return false }
        return try UserRecord.find(name, in: client.poolID, db)?.id == id
    }

    private func isRight(
        _ claim: SRPProofCheck.Claim, _ user: UserRecord?
    ) async throws(CognitoError) -> Bool {
        let record = try await store.read { db in
            try VerifierRecord.find(userID: user?.id ?? Codes.nobody, db)
        }
        let verifier = user.flatMap { passwords.open(record, of: $0) }
        let identity = SRPServer.Identity.user(claim.block.username, poolID: blocks.poolID)
        let isRight: Bool
        do {
            isRight = try await proofs.isRight(
                claim, identity, verifier: verifier ?? claim.anyVerifier)
        } catch {
            // Not looked at: the attempt doesn't count.
            try await store.write { db in
                try Lockout.release(claim.block.lockoutName(of: user, in: blocks.poolID), db)
            }
            throw error
        }
        return isRight && verifier != nil
    }
}
