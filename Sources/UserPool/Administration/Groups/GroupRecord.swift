import GRDB
import StrictJSON

/// A row of `user_group`.
struct GroupRecord: Sendable {
    let id: Int64
    let poolID: String
    let name: String
    let description: String?
    let roleARN: String?
    /// The lowest wins; nil loses to all.
    let precedence: Int64?
    let createdAt: Int64
    let updatedAt: Int64

    private init(_ row: Row) {
        id = row["id"]
        poolID = row["pool_id"]
        name = row["name"]
        description = row["description"]
        roleARN = row["role_arn"]
        precedence = row["precedence"]
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
    }

    /// `GroupType`.
    var shown: JSONObject {
        var members: JSONObject = ["GroupName": .string(name), "UserPoolId": .string(poolID)]
        members["Description"] = .text(description)
        members["RoleArn"] = .text(roleARN)
        members["Precedence"] = precedence.map { .integer($0) }
        members["LastModifiedDate"] = .time(updatedAt)
        members["CreationDate"] = .time(createdAt)
        return members
    }
}

extension GroupRecord {
    static func find(_ name: String, in poolID: String, _ db: Database) throws -> GroupRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM user_group WHERE pool_id = ? AND name = ?",
            arguments: [poolID, name]
        ).map(GroupRecord.init)
    }

    static func list(
        in poolID: String, after name: String, limit: Int, _ db: Database
    ) throws -> [GroupRecord] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM user_group WHERE pool_id = ? AND name > ? ORDER BY name LIMIT ?",
            arguments: [poolID, name, limit]
        ).map(GroupRecord.init)
    }

    /// The user's groups, the winner first.
    static func all(of userID: Int64, _ db: Database) throws -> [GroupRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT user_group.* FROM user_group
                JOIN group_member ON group_id = user_group.id AND user_id = ?
                ORDER BY precedence IS NULL, precedence, name
                """,
            arguments: [userID]
        ).map(GroupRecord.init)
    }

    static func insert(
        _ name: String, in poolID: String, _ input: JSONObject, now: Int64, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO user_group
                    (pool_id, name, description, role_arn, precedence, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                poolID, name, input["Description"]?.stringValue, input["RoleArn"]?.stringValue,
                input.number("Precedence"), now, now,
            ])
    }

    /// What the input leaves out stays, as in AWS's own example, which changes description and
    /// precedence and gets the old role back; only pools, clients and resource servers are replaced.
    func update(_ input: JSONObject, now: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE user_group SET description = ?, role_arn = ?, precedence = ?, updated_at = ?
                WHERE id = ?
                """,
            arguments: [
                input["Description"]?.stringValue ?? description,
                input["RoleArn"]?.stringValue ?? roleARN,
                input.number("Precedence").map { Int64($0) } ?? precedence, now, id,
            ])
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM user_group WHERE id = ?", arguments: [id])
    }

    func add(_ user: UserRecord, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO group_member VALUES (?, ?)", arguments: [id, user.id])
    }

    func remove(_ user: UserRecord, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM group_member WHERE group_id = ? AND user_id = ?",
            arguments: [id, user.id])
    }

    func users(_ page: Page, _ db: Database) throws -> [UserListing] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT user.* FROM user JOIN group_member ON user_id = user.id AND group_id = ?
                WHERE user.id > ? ORDER BY user.id LIMIT ?
                """,
            arguments: [id, page.last.flatMap { Int64($0) } ?? 0, page.limit + 1]
        ).map { try UserListing($0, db) }
    }
}
