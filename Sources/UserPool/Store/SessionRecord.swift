import Foundation
import GRDB

/// A row of `session`: one sign-in, with all its refreshes.
struct SessionRecord: Sendable, Equatable {
    let originJTI: String
    let userID: Int64
    let clientID: String
    let eventID: String
    /// Seconds since 1970; the same in every token of the session.
    let authTime: Int64
    let expiresAt: Int64
    let isRevoked: Bool
    /// The device that it began on, where devices are tracked.
    var deviceKey: String?

    init(
        originJTI: String, userID: Int64, clientID: String, eventID: String, authTime: Int64,
        expiresAt: Int64
    ) {
        self.originJTI = originJTI
        self.userID = userID
        self.clientID = clientID
        self.eventID = eventID
        self.authTime = authTime
        self.expiresAt = expiresAt
        isRevoked = false
    }

    private init(_ row: Row) {
        originJTI = row["origin_jti"]
        userID = row["user_id"]
        clientID = row["client_id"]
        eventID = row["event_id"]
        authTime = row["auth_time_seconds"]
        expiresAt = row["expires_at"]
        isRevoked = row["revoked_at"] as Int64? != nil
        deviceKey = row["device_key"]
    }
}

extension SessionRecord {
    static func find(originJTI: String, _ db: Database) throws -> SessionRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM session WHERE origin_jti = ?", arguments: [originJTI]
        ).map(SessionRecord.init)
    }

    static func find(refreshHash: [UInt8], _ db: Database) throws -> SessionRecord? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM session
                WHERE origin_jti = (SELECT origin_jti FROM refresh_token WHERE hash = ?)
                """,
            arguments: [Data(refreshHash)]
        ).map(SessionRecord.init)
    }

    /// The user's sessions that a sign-out ends.
    static func alive(userID: Int64, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT origin_jti FROM session WHERE user_id = ? AND revoked_at IS NULL",
            arguments: [userID])
    }

    /// The sessions that end with a client.
    static func alive(clientID: String, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT origin_jti FROM session WHERE client_id = ? AND revoked_at IS NULL",
            arguments: [clientID])
    }

    /// Sessions revoked at or after `time`.
    static func revoked(since time: Int64, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT origin_jti FROM session WHERE revoked_at >= ?", arguments: [time])
    }

    /// The sessions that one sign-out ended, given one of them; none while it is alive.
    static func revoked(with originJTI: String, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT other.origin_jti FROM session AS one
                JOIN session AS other USING (user_id, revoked_at)
                WHERE one.origin_jti = ?
                """,
            arguments: [originJTI])
    }

    func insert(refreshHash: [UInt8], _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
            arguments: [originJTI, userID, clientID, eventID, authTime, expiresAt, deviceKey])
        try db.execute(
            sql: RefreshTokenRecord.insertion,
            arguments: [Data(refreshHash), originJTI, expiresAt])
    }

    static func revoke(_ originJTIs: [String], now: Int64, _ db: Database) throws {
        for originJTI in originJTIs {
            try db.execute(
                sql:
                    "UPDATE session SET revoked_at = ? WHERE origin_jti = ? AND revoked_at IS NULL",
                arguments: [now, originJTI])
        }
    }
}
