import Cryptography
import Foundation
import GRDB
import StrictJSON

/// The default pool's and its client's ids, drawn at the first start and kept.
struct PoolIdentity: Sendable {
    let poolID: String
    let clientID: String

    private static let digits = Array("0123456789".utf8)
    private static let lowerCase = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    private static let upperCase = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    static func newPoolID(region: String, random: SecureRandom) -> String {
        region + "_" + random.string(9, from: digits + upperCase + lowerCase)
    }

    static func newClientID(random: SecureRandom) -> String {
        random.string(26, from: digits + lowerCase)
    }

    static func newClientSecret(random: SecureRandom) -> String {
        random.string(52, from: digits + lowerCase)
    }

    /// Reads the ids, or draws them.
    ///
    /// The policy file wins when it has changed since it was last applied; otherwise what operations
    /// made of the settings stays. The client's secret is always the file's; those that operations
    /// added are valid beside it.
    static func establish(
        policy: PoolPolicy, sealing: AESGCM, random: SecureRandom, now: Int64, _ db: Database
    ) throws -> PoolIdentity {
        let poolID = try String.fetchOne(db, sql: "SELECT id FROM pool WHERE is_default")
        let clientID = try String.fetchOne(db, sql: "SELECT id FROM client WHERE is_default")
        let identity = PoolIdentity(
            poolID: poolID ?? newPoolID(region: policy.region, random: random),
            clientID: clientID ?? newClientID(random: random))
        try identity.savePool(policy.userPool, now: now, db)
        try identity.saveClient(
            policy.userPoolClient, sealing: sealing, random: random, now: now, db)
        return identity
    }

    private func savePool(_ policy: UserPoolPolicy, now: Int64, _ db: Database) throws {
        let applied = try String.fetchOne(
            db, sql: "SELECT applied FROM pool WHERE id = ?", arguments: [poolID])
        guard Self.decoded(applied) != policy else { return }
        let json = String(decoding: try JSONEncoder().encode(policy), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO pool (id, is_default, settings, applied, created_at, updated_at)
                VALUES (?, TRUE, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET settings = excluded.settings,
                    applied = excluded.applied, updated_at = excluded.updated_at
                """,
            arguments: [poolID, json, json, now, now])
    }

    private func saveClient(
        _ policy: ClientPolicy, sealing: AESGCM, random: SecureRandom, now: Int64, _ db: Database
    ) throws {
        var settings = policy
        settings.clientSecret = nil
        let applied = try String.fetchOne(
            db, sql: "SELECT applied FROM client WHERE id = ?", arguments: [clientID])
        if Self.decoded(applied) != settings {
            let json = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
            try db.execute(
                sql: """
                    INSERT INTO client
                        (id, is_default, settings, created_at, pool_id, applied, updated_at)
                    VALUES (?, TRUE, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings,
                        applied = excluded.applied, updated_at = excluded.updated_at
                    """,
                arguments: [clientID, json, now, poolID, json, now])
        }
        try saveSecret(policy.clientSecret, sealing: sealing, random: random, now: now, db)
    }

    /// A commit waits for the disk, so what is there already isn't written again. Without a secret
    /// the client is public, so those that were added go with the file's.
    private func saveSecret(
        _ secret: String?, sealing: AESGCM, random: SecureRandom, now: Int64, _ db: Database
    ) throws {
        let stored = try ClientSecretRecord.all(of: clientID, db)
        let same = stored.filter { secret != nil && (try? $0.open(sealing)) == secret }
        if same.contains(where: { $0.origin == .policyFile }) { return }
        let own = stored.filter { $0.origin == .policyFile }
        for old in secret == nil ? stored : own + same { try old.delete(db) }
        guard let secret else { return }
        try ClientSecretRecord.insert(
            try ClientSecretRecord.seal(secret, of: clientID, sealing, random: random),
            of: clientID, origin: .policyFile, now: now, db)
    }

    /// Nil for nothing, and for what an older version wrote: then the file is applied.
    private static func decoded<Policy: Decodable>(_ json: String?) -> Policy? {
        json.flatMap { try? JSONDecoder().decode(Policy.self, from: Data($0.utf8)) }
    }
}
