import GRDB

/// A row of `user` with the e-mail address it signs in with.
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
    let sub: String
    let username: String
    let status: Status
    let isEnabled: Bool
    let passwordHash: String?

    private init(_ row: Row) {
        id = row["id"]
        sub = row["sub"]
        username = row["username"]
        status = Status(rawValue: row["status"]) ?? .unknown
        isEnabled = row["enabled"]
        passwordHash = row["password_hash"]
    }
}

// Lookups.
extension UserRecord {
    static func find(_ name: UserName, _ db: Database) throws -> UserRecord? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM user WHERE id = (SELECT user_id FROM alias WHERE name = ?)
                UNION ALL SELECT * FROM user WHERE username = ? LIMIT 1
                """,
            arguments: [name.key, name.text]
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
    /// A new user, unconfirmed and enabled. False when the alias has an owner.
    static func insert(_ user: NewUser, now: Int64, _ db: Database) throws -> Int64? {
        let isTaken = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM alias WHERE name = ?)", arguments: [user.alias])
        guard isTaken != true else { return nil }
        try db.execute(
            sql: """
                INSERT INTO user (sub, username, status, enabled, password_hash, created_at, updated_at)
                VALUES (?, ?, ?, TRUE, ?, ?, ?)
                """,
            arguments: [
                user.sub, user.sub, Status.unconfirmed.rawValue, user.password.hash, now, now,
            ])
        let id = db.lastInsertedRowID
        try user.password.verifier?.save(userID: id, db)
        try db.execute(
            sql: "INSERT INTO alias VALUES (?, 'email', ?)", arguments: [user.alias, id])
        for (name, value) in user.attributes { try set(name, to: value, of: id, db) }
        return id
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

    static func set(_ name: String, to value: String, of id: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO attribute VALUES (?, ?, ?)", arguments: [id, name, value])
    }
}

/// What SignUp stores.
struct NewUser: Sendable {
    let sub: String
    /// The normalised e-mail address.
    let alias: String
    let password: PasswordForms.Stored
    let attributes: [String: String]
}
