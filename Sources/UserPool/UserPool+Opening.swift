import CognitoAPI
import Cryptography
import JSONWebToken
import Revocation
import Storage

extension UserPool {
    /// What the pool is given from outside.
    package struct Surroundings: Sendable {
        /// Milliseconds since 1970.
        package var clock: WallClock
        package var random: SecureRandom
        package var mail: any CodeDelivery
        package var revocations: any RevocationIndex
        /// The `iss` of tokens, given the pool's id.
        package var issuer: @Sendable (String) -> String
        package var report: @Sendable (PoolEvent) -> Void
        /// The secret under which keys are sealed, 32 bytes; nil: `code.key` beside the database.
        package var secret: [UInt8]?

        package init(
            clock: @escaping WallClock, random: SecureRandom, mail: any CodeDelivery,
            revocations: any RevocationIndex, issuer: @escaping @Sendable (String) -> String,
            report: @escaping @Sendable (PoolEvent) -> Void, secret: [UInt8]?
        ) {
            self.clock = clock
            self.random = random
            self.mail = mail
            self.revocations = revocations
            self.issuer = issuer
            self.report = report
            self.secret = secret
        }
    }

    /// Opens the pool in `directory`, made with everything in it at the first start.
    ///
    /// The directory has mode 0700, each file 0600: `pool.sqlite`, `access.sealed`,
    /// `id.sealed`, `code.key`, and a directory with two keys for each further pool. Back them up together.
    ///
    /// - Throws: `UserPoolError` with the cure; nothing is made anew over something unreadable.
    package static func open(
        directory: String, policy: PoolPolicy, surroundings: Surroundings
    ) async throws(UserPoolError) -> UserPool {
        guard policy.faults.isEmpty, let cost = policy.passwordHashing.parameters else {
            throw .policy(policy.faults)
        }
        let (keys, database) = try await BlockingWork.run {
            () throws(UserPoolError) in try openFiles(in: directory, surroundings)
        }
        let (identity, rows) = try await establish(policy, keys, database, surroundings)
        let store = PoolStore(
            database: database, clock: surroundings.clock, report: surroundings.report)
        let sealing = try keys.sealing()
        let assembly = try Assembly(
            policy: policy, cost: cost, keys: keys, sealing: sealing, store: store,
            surroundings: surroundings)
        let registry = PoolRegistry(
            assembly: assembly, store: store, directory: directory, defaultKeys: keys,
            sealing: sealing, report: surroundings.report)
        let pool = UserPool(
            identity: identity, keys: keys, issuer: surroundings.issuer(identity.poolID),
            registry: registry, store: store)
        try registry.adopt(rows, keys: keys)
        try await assembly.replayRevocations()
        return pool
    }

    private static func openFiles(
        in directory: String, _ surroundings: Surroundings
    ) throws(UserPoolError) -> (PoolKeys, DurableDatabase) {
        let path = "\(directory)/pool.sqlite"
        do throws(StorageError) { try PrivateFile.makeDirectory(directory) } catch {
            throw .storage(error)
        }
        // Keys first: a crash before the database leaves a directory that still counts as new.
        let keys = try PoolKeys.open(
            directory: directory, isNewPool: !PrivateFile.exists(path),
            secret: surroundings.secret, random: surroundings.random)
        do throws(StorageError) {
            return (
                keys,
                try DurableDatabase(
                    path: path, applicationID: PoolSchema.applicationID,
                    migrator: PoolSchema.migrator)
            )
        } catch {
            throw .storage(error)
        }
    }

    private static func establish(
        _ policy: PoolPolicy, _ keys: PoolKeys, _ database: DurableDatabase,
        _ surroundings: Surroundings
    ) async throws(UserPoolError) -> (PoolIdentity, PoolRows?) {
        let sealing = try keys.sealing()
        let secrets = try keys.secrets(random: surroundings.random)
        let now = surroundings.clock()
        do throws(StorageError) {
            return try await database.write { db in
                try RefreshTokenRecord.keyOld(secrets, db)
                let identity = try PoolIdentity.establish(
                    policy: policy, sealing: sealing, random: surroundings.random, now: now, db)
                return (identity, try PoolRows.find(identity.poolID, db))
            }
        } catch {
            throw .storage(error)
        }
    }
}
