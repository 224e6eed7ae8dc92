import GRDB
import StrictJSON

/// A user as ListUsers and AdminGetUser show him: his row, its dates and his attributes.
struct UserListing: Sendable {
    let user: UserRecord
    let createdAt: Int64
    let updatedAt: Int64
    let attributes: [String: String]

    init(_ row: Row, _ db: Database) throws {
        user = UserRecord(row)
        createdAt = row["created_at"]
        updatedAt = row["updated_at"]
        attributes = try user.attributes(db)
    }

    static func find(_ user: UserRecord, _ db: Database) throws -> UserListing? {
        try Row.fetchOne(db, sql: "SELECT * FROM user WHERE id = ?", arguments: [user.id])
            .map { try UserListing($0, db) }
    }

    /// `UserType`, its attributes under `Attributes`.
    func shown(attributes names: [String]? = nil) -> JSONObject {
        var members: JSONObject = ["Username": .string(user.username)]
        members["Attributes"] = shownAttributes(names)
        members["UserCreateDate"] = .time(createdAt)
        members["UserLastModifiedDate"] = .time(updatedAt)
        members["Enabled"] = .bool(user.isEnabled)
        members["UserStatus"] = .string(user.status.rawValue)
        return members
    }

    /// `sub` first; nil in `names` means all.
    func shownAttributes(_ names: [String]? = nil) -> JSONValue {
        let shown = attributes.filter { names?.contains($0.key) ?? true }
            .sorted { ($0.key != "sub", $0.key) < ($1.key != "sub", $1.key) }
        return .array(shown.map { ["Name": .string($0.key), "Value": .string($0.value)] })
    }
}

private func < (left: (Bool, String), right: (Bool, String)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : !left.0
}
