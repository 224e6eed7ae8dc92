import Cryptography
import Foundation
import GRDB

/// The pool's and its default client's ids, drawn at the first start and kept.
struct PoolIdentity: Sendable {
    let poolID: String
    let clientID: String

    private static let digits = Array("0123456789".utf8)
    private static let lowerCase = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    private static let upperCase = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// Reads the ids, or draws them; the default client's settings follow the policy.
    static func establish(
        policy: PoolPolicy, sealing: AESGCM, random: SecureRandom, now: Int64, _ db: Database
    ) throws -> PoolIdentity {
        let poolID = try String.fetchOne(db, sql: "SELECT id FROM pool")
        let clientID = try String.fetchOne(db, sql: "SELECT id FROM client WHERE is_default")
        let identity = PoolIdentity(
            poolID: poolID
                ?? policy.region + "_" + random.string(9, from: digits + upperCase + lowerCase),
            clientID: clientID ?? random.string(26, from: digits + lowerCase))
        if poolID == nil {
            try db.execute(
                sql: "INSERT INTO pool VALUES (?, ?)", arguments: [identity.poolID, now])
        }
        try identity.saveClient(
            policy.userPoolClient, sealing: sealing, random: random, now: now, db)
        return identity
    }

    private func saveClient(
        _ policy: ClientPolicy, sealing: AESGCM, random: SecureRandom, now: Int64, _ db: Database
    ) throws {
        var settings = policy
        settings.clientSecret = nil
        let sealed = try policy.clientSecret.map { secret in
            try sealing.seal(
                Array(secret.utf8), authenticating: Array(clientID.utf8), random: random)
        }
        let json = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO client VALUES (?, TRUE, ?, ?, ?)
                ON CONFLICT DO UPDATE
                SET sealed_secret = excluded.sealed_secret, settings = excluded.settings
                """,
            arguments: [clientID, sealed.map { Data($0) }, json, now])
    }
}
