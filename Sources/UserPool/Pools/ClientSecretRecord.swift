import Cryptography
import Foundation
import GRDB

/// A row of `client_secret`: one of an app client's secrets, sealed. A hash made with any of them is
/// valid.
struct ClientSecretRecord: Sendable {
    enum Origin: String {
        /// The client was made with it.
        case creation
        /// AddUserPoolClientSecret, whose secrets are never shown again.
        case operation
        /// The policy file, which alone changes it: the JSON routes call with it.
        case policyFile = "policy-file"
    }

    let id: String
    let origin: Origin
    let createdAt: Int64
    private let clientID: String
    private let sealed: [UInt8]

    /// Throws when it was sealed with another key than this data directory's, or for another client.
    func open(_ sealing: AESGCM) throws(CryptographyError) -> String {
        String(
            decoding: try sealing.open(sealed, authenticating: Array(clientID.utf8)), as: UTF8.self)
    }
}

extension ClientSecretRecord {
    private init(_ row: Row) {
        id = row["id"]
        origin = Origin(rawValue: row["origin"]) ?? .operation
        createdAt = row["created_at"]
        clientID = row["client_id"]
        sealed = [UInt8](row["sealed"] as Data)
    }

    static func seal(
        _ secret: String, of clientID: String, _ sealing: AESGCM, random: SecureRandom
    ) throws(CryptographyError) -> [UInt8] {
        try sealing.seal(
            Array(secret.utf8), authenticating: Array(clientID.utf8), random: random)
    }

    /// The oldest first.
    static func all(of clientID: String, _ db: Database) throws -> [ClientSecretRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM client_secret WHERE client_id = ? ORDER BY created_at, id",
            arguments: [clientID]
        ).map(ClientSecretRecord.init)
    }

    /// Its id has Cognito's form: `{client id}--{time of creation}`.
    @discardableResult
    static func insert(
        _ sealed: [UInt8], of clientID: String, origin: Origin, now: Int64, _ db: Database
    ) throws -> ClientSecretRecord {
        let taken = Set(try all(of: clientID, db).map(\.id))
        var time = now
        while taken.contains("\(clientID)--\(time)") { time += 1 }
        let secret = ClientSecretRecord(
            id: "\(clientID)--\(time)", origin: origin, createdAt: time, clientID: clientID,
            sealed: sealed)
        try db.execute(
            sql: """
                INSERT INTO client_secret (id, client_id, origin, sealed, created_at)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [secret.id, clientID, origin.rawValue, Data(sealed), time])
        return secret
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM client_secret WHERE id = ?", arguments: [id])
    }
}
