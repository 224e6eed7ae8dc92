import CognitoAPI
import GRDB

/// A row of `user`.
struct UserRecord: Sendable, Equatable {
    /// Cognito's `UserStatusType`, as far as this pool makes it.
    enum Status: String, Sendable {
        case unconfirmed = "UNCONFIRMED"
        case confirmed = "CONFIRMED"
        case resetRequired = "RESET_REQUIRED"
        case forceChangePassword = "FORCE_CHANGE_PASSWORD"
        case unknown = "UNKNOWN"
    }

    let id: Int64
    let poolID: String
    let sub: String
    let username: String
    let status: Status
    let isEnabled: Bool
    let passwordHash: String?
    /// When the password ends while the status is FORCE_CHANGE_PASSWORD; of no meaning else.
    let temporaryUntil: Int64?

    init(_ row: Row) {
        id = row["id"]
        poolID = row["pool_id"]
        sub = row["sub"]
        username = row["username"]
        status = Status(rawValue: row["status"]) ?? .unknown
        isEnabled = row["enabled"]
        passwordHash = row["password_hash"]
        temporaryUntil = row["temporary_until"]
    }
}

extension UserRecord {
    /// The refusal of a right password that an administrator gave too long ago.
    func temporaryPasswordRefusal(now: Int64) -> CognitoError? {
        guard status == .forceChangePassword, let temporaryUntil, now >= temporaryUntil else {
            return nil
        }
        return CognitoError(.notAuthorized, .temporaryPasswordExpired)
    }
}

// Lookups.
extension UserRecord {
    static func find(_ name: UserName, in poolID: String, _ db: Database) throws -> UserRecord? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM user WHERE id =
                    (SELECT user_id FROM alias WHERE pool_id = :pool AND name = :key)
                UNION ALL SELECT * FROM user WHERE pool_id = :pool AND username = :text LIMIT 1
                """,
            arguments: ["pool": poolID, "key": name.key, "text": name.text]
        ).map(UserRecord.init)
    }

    static func find(sub: String, _ db: Database) throws -> UserRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM user WHERE sub = ?", arguments: [sub])
            .map(UserRecord.init)
    }

    static func find(id: Int64, _ db: Database) throws -> UserRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM user WHERE id = ?", arguments: [id])
            .map(UserRecord.init)
    }

    static func count(in poolID: String, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT users FROM user_count WHERE pool_id = ?", arguments: [poolID]) ?? 0
    }

    /// Name and value of every attribute, `sub` included.
    func attributes(_ db: Database) throws -> [String: String] {
        var attributes = try Self.attributes(of: id, db)
        attributes["sub"] = sub
        return attributes
    }

    static func attributes(of id: Int64, _ db: Database) throws -> [String: String] {
        var attributes: [String: String] = [:]
        let sql = "SELECT name, value FROM attribute WHERE user_id = ?"
        for row in try Row.fetchAll(db, sql: sql, arguments: [id]) { attributes[row[0]] = row[1] }
        return attributes
    }
}

// Changes.
extension UserRecord {
    /// A new user, enabled.
    ///
    /// - Returns: his id, or the attribute (`username`, `email` …) by which another has the name.
    static func insert(_ user: NewUser, now: Int64, _ db: Database) throws -> Insertion {
        let isTaken = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE pool_id = ? AND username = ?)",
            arguments: [user.poolID, user.username])
        guard isTaken != true else { return .taken("username") }
        try db.execute(
            sql: """
                INSERT INTO user (pool_id, sub, username, status, enabled, password_hash,
                    temporary_until, created_at, updated_at)
                VALUES (?, ?, ?, ?, TRUE, ?, ?, ?, ?)
                """,
            arguments: [
                user.poolID, user.sub, user.username, user.status.rawValue, user.password?.hash,
                user.temporaryUntil, now, now,
            ])
        let id = db.lastInsertedRowID
        if let attribute = try UserAlias.settle(user.aliases, of: id, in: user.poolID, db) {
            try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
            return .taken(attribute)
        }
        try user.password?.verifier?.save(userID: id, db)
        for (name, value) in user.attributes { try set(name, to: value, of: id, db) }
        return .made(id)
    }

    enum Insertion {
        case made(Int64)
        case taken(String)
    }

    func set(status: Status, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE user SET status = ?, updated_at = ? WHERE id = ?",
            arguments: [status.rawValue, now, id])
    }

    func set(passwordHash: String, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE user SET password_hash = ?, updated_at = ? WHERE id = ?",
            arguments: [passwordHash, now, id])
    }

    /// A password that ends at `end` and has to be replaced at the next sign-in.
    func set(
        temporary password: PasswordForms.Stored, until end: Int64, now: Int64, _ db: Database
    ) throws {
        try PasswordHistory.keepPresent(of: id, size: password.historySize, db)
        try db.execute(
            sql: """
                UPDATE user SET password_hash = ?, temporary_until = ?, status = ?, updated_at = ?
                WHERE id = ?
                """,
            arguments: [password.hash, end, Status.forceChangePassword.rawValue, now, id])
        try password.verifier?.save(userID: id, db)
    }

    func set(enabled isEnabled: Bool, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE user SET enabled = ?, updated_at = ? WHERE id = ?",
            arguments: [isEnabled, now, id])
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
    }

    /// These attributes and no others.
    func replace(attributes: [String: String], now: Int64, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM attribute WHERE user_id = ?", arguments: [id])
        for (name, value) in attributes { try Self.set(name, to: value, of: id, db) }
        try db.execute(
            sql: "UPDATE user SET updated_at = ? WHERE id = ?", arguments: [now, id])
    }

    static func set(_ name: String, to value: String, of id: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO attribute (user_id, name, value, pool_id)
                SELECT id, ?, ?, pool_id FROM user WHERE id = ?
                """,
            arguments: [name, value, id])
    }
}

/// What SignUp and AdminCreateUser store.
struct NewUser: Sendable {
    let poolID: String
    let sub: String
    let username: String
    let status: UserRecord.Status
    /// Nil for who signs in with codes.
    let password: PasswordForms.Stored?
    /// When the password ends; nil for one of the user's own.
    let temporaryUntil: Int64?
    let attributes: [String: String]
    let aliases: [UserAlias]
}
