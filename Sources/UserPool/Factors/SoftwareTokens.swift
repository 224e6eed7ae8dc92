import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// The authenticator apps of users. Secrets are sealed; a new one takes the old one's place only
/// when a code has shown that the app knows it.
struct SoftwareTokens: Sendable {
    let secrets: PoolSecrets
    let random: SecureRandom

    /// A secret for an app: 32 bytes, as Cognito's.
    func newSecret() -> [UInt8] { random.bytes(Limits.softwareSecretBytes) }

    func seal(_ secret: [UInt8], userID: Int64) throws(CognitoError) -> Data {
        Data(try secrets.seal(secret, for: purpose(userID)))
    }

    func setPending(_ sealed: Data, userID: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO software_token (user_id, pending, last_step) VALUES (?, ?, 0)
                ON CONFLICT DO UPDATE SET pending = excluded.pending
                """,
            arguments: [userID, sealed])
    }

    func pending(userID: Int64, _ db: Database) throws -> Data? {
        try Data.fetchOne(
            db, sql: "SELECT pending FROM software_token WHERE user_id = ?", arguments: [userID])
    }

    static func isSetUp(userID: Int64, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT sealed IS NOT NULL FROM software_token WHERE user_id = ?",
            arguments: [userID]) ?? false
    }

    static func name(userID: Int64, _ db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT name FROM software_token WHERE user_id = ?", arguments: [userID])
    }

    /// Makes `sealed` the user's secret if `code` is one of its codes. The code is used up then.
    func setUp(
        _ sealed: Data, userID: Int64, code: String, name: String?, now: Int64, _ db: Database
    ) throws -> Bool {
        guard let secret = secrets.open(Array(sealed), for: purpose(userID)),
            let step = TimeCode.match(code, secret, now: now)
        else { return false }
        try db.execute(
            sql: "INSERT OR REPLACE INTO software_token VALUES (?, ?, NULL, ?, ?)",
            arguments: [userID, sealed, name, step])
        return true
    }

    /// Whether `code` is one of the app's; each is good for one use, and none older than the last.
    func redeem(
        _ code: String, userID: Int64, now: Int64, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let row = try Row.fetchOne(
            db, sql: "SELECT sealed, last_step FROM software_token WHERE user_id = ?",
            arguments: [userID])
        guard let sealed = row?["sealed"] as Data?,
            let secret = secrets.open(Array(sealed), for: purpose(userID)),
            let step = TimeCode.match(code, secret, now: now)
        else { return .failure(CognitoError(.codeMismatch, .softwareTokenMismatch)) }
        guard step > row?["last_step"] ?? 0 else {
            return .failure(CognitoError(.expiredCode, .softwareTokenUsed))
        }
        try db.execute(
            sql: "UPDATE software_token SET last_step = ? WHERE user_id = ?",
            arguments: [step, userID])
        return .success(())
    }

    private func purpose(_ userID: Int64) -> String { "software token\n\(userID)" }
}
