import Cryptography
import Foundation
import GRDB

/// A row of `srp_verifier`: what a user's SRP proof is checked with.
///
/// A verifier can be guessed against far faster than a password hash, so it is kept sealed, and only
/// in pools with a client that allows SRP. The seal names the password's hash: with the password a
/// verifier that belongs to it goes out of use, whoever changed it and however.
struct VerifierRecord: Sendable, Equatable {
    let salt: [UInt8]
    let sealed: [UInt8]

    static func find(userID: Int64, _ db: Database) throws -> VerifierRecord? {
        try Row.fetchOne(
            db, sql: "SELECT salt, sealed FROM srp_verifier WHERE user_id = ?", arguments: [userID]
        ).map {
            VerifierRecord(salt: [UInt8]($0["salt"] as Data), sealed: [UInt8]($0["sealed"] as Data))
        }
    }

    func save(userID: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO srp_verifier VALUES (?, ?, ?)",
            arguments: [userID, Data(salt), Data(sealed)])
    }

    /// What the seal is bound to.
    static func purpose(username: String, passwordHash: String) -> String {
        "srp verifier\n\(username)\n\(passwordHash)"
    }
}
