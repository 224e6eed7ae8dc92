import CognitoAPI
import GRDB

/// USER_PASSWORD_AUTH: a name and a password for tokens, or for the next challenge.
///
/// An unknown name costs the same work as a wrong password: one reservation on disk, one hash. Where
/// PreventUserExistenceErrors is LEGACY it is told at once, however often, as there is nothing to lock.
struct PasswordSignIn: Sendable {
    /// An attempt that the lockout let pass.
    private struct Attempt: Sendable {
        let user: UserRecord?
        let lockoutName: String
        /// The user could sign in by SRP too, if a client allowed it.
        let hasVerifier: Bool
    }

    /// The device that the client says it is.
    private struct Device: Sendable {
        let key: String?
        let isIgnored: Bool
    }

    private let store: PoolStore
    private let passwords: PasswordForms
    private let names: CredentialGate
    private let steps: SignInSteps
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts, steps: SignInSteps, names: CredentialGate) {
        store = parts.store
        passwords = parts.passwords
        self.names = names
        self.steps = steps
        clock = parts.clock
        report = parts.report
    }

    /// - Parameter ignoresDevices: true for administrators, whose flow tracks none (Cognito's rule).
    func perform(
        _ parameters: AuthParameters, client: AppClient, ignoresDevices: Bool = false
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try parameters.required("USERNAME")
        let password = try parameters.required("PASSWORD")
        try client.check(secretHash: parameters["SECRET_HASH"], for: userName)
        let name = try UserName(userName)
        let device = Device(key: parameters["DEVICE_KEY"], isIgnored: ignoresDevices)
        do {
            return try await names.run(name.key) { () async throws(CognitoError) in
                try await signIn(name, password, device, client)
            }
        } catch {
            await passwords.hasher.pause(before: error)
            throw error
        }
    }

    private func signIn(
        _ name: UserName, _ password: String, _ device: Device, _ client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let place = try passwords.hasher.place()
        let attempt = try await reserve(name, client)
        if let output = try await begin(name, attempt, password, in: place, device, client) {
            return output
        }
        // Another sign-in may have renewed the hash meanwhile: the password is looked at once more.
        let again = try await store.read { [self] db in
            try self.attempt(name, client, lockoutName: attempt.lockoutName, db)
        }
        guard let output = try await begin(name, again, password, device, client)
        else { throw CognitoError(.notAuthorized, .incorrectCredentials) }
        return output
    }

    /// Nil when the user's row changed while the password was being checked.
    private func begin(
        _ name: UserName, _ attempt: Attempt, _ password: String,
        in place: BoundedQueue.Place? = nil, _ device: Device, _ client: AppClient
    ) async throws(CognitoError) -> SignInOutput? {
        let verdict = try await check(password, attempt, in: place)
        guard let user = attempt.user, verdict != .wrong else {
            report(.signInFailed(sub: attempt.user?.sub))
            throw refusal(for: attempt, client: client)
        }
        var proof = SignInProof(
            user: user, nameKey: name.key, lockoutName: attempt.lockoutName, deviceKey: device.key)
        proof.ignoresDevices = device.isIgnored
        if verdict == .rightButOutdated || !attempt.hasVerifier {
            proof.renewal = await renewal(password, of: user, verdict)
        }
        return try await steps.proceed(proof, client: client)
    }

    /// A full queue is no reason to refuse a right password: what is stored is good for today.
    private func renewal(
        _ password: String, of user: UserRecord, _ verdict: PasswordHasher.Verdict
    ) async -> SignInProof.Renewal {
        var renewal = SignInProof.Renewal()
        if verdict == .rightButOutdated {
            renewal.hash = try? await passwords.hasher.hash(password)
        }
        if let hash = renewal.hash ?? user.passwordHash {
            renewal.verifier = try? await passwords.verifier(password, user.username, hash: hash)
        }
        return renewal
    }

    private func reserve(
        _ name: UserName, _ client: AppClient
    ) async throws(CognitoError) -> Attempt {
        let now = clock()
        return try await store.decide { db in
            let attempt = try attempt(name, client, db)
            if attempt.user == nil, client.revealsExistence {
                return .failure(CognitoError(.userNotFound, .userNotFound))
            }
            let verdict = try Lockout.reserve(attempt.lockoutName, now: now, db)
            if case .failure = verdict { report(.lockedOut(sub: attempt.user?.sub)) }
            return verdict.map { attempt }
        }
    }

    private func attempt(
        _ name: UserName, _ client: AppClient, lockoutName: String? = nil, _ db: Database
    ) throws -> Attempt {
        let user = try UserRecord.find(name, in: client.poolID, db)
        let record = try VerifierRecord.find(userID: user?.id ?? Codes.nobody, db)
        let verifier = user.flatMap { passwords.open(record, of: $0) }
        return Attempt(
            user: user, lockoutName: lockoutName ?? user?.sub ?? name.stranger(in: client.poolID),
            hasVerifier: verifier != nil || !passwords.keepsVerifiers)
    }

    private func check(
        _ password: String, _ attempt: Attempt, in place: BoundedQueue.Place?
    ) async throws(CognitoError) -> PasswordHasher.Verdict {
        do {
            return try await passwords.hasher.check(
                password, against: attempt.user?.passwordHash, in: place)
        } catch {
            try await store.write { try Lockout.release(attempt.lockoutName, $0) }
            throw error
        }
    }

    private func refusal(for attempt: Attempt, client: AppClient) -> CognitoError {
        attempt.user == nil && client.revealsExistence
            ? CognitoError(.userNotFound, .userNotFound)
            : CognitoError(.notAuthorized, .incorrectCredentials)
    }
}
