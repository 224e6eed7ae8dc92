import CognitoAPI
import GRDB

/// Changes to attributes, with what hangs on them: verified flags, the names that sign in, and codes
/// under way.
extension UserRecord {
    /// Sets attributes; an empty value deletes. A changed address or number is unverified unless the
    /// same change says otherwise, and codes and challenges that went to the old one are void: they
    /// would prove the new one.
    ///
    /// - Returns: the attribute of a name that another user signs in with; nothing was changed then.
    func change(
        _ values: [String: String], _ names: NameRules, now: Int64, _ db: Database
    ) throws -> String? {
        let present = try Self.attributes(of: id, db)
        var attributes = present
        for (name, value) in values { attributes[name] = value.isEmpty ? nil : value }
        let media = [DeliveryMedium.email, .sms].filter {
            Self.differ(attributes[$0.attribute], present[$0.attribute])
        }
        for medium in media {
            let isGone = attributes[medium.attribute] == nil
            attributes[medium.verifiedFlag] =
                isGone ? nil : values[medium.verifiedFlag] ?? "false"
        }
        let aliases = names.aliases(username: username, attributes: attributes)
        if let taken = try UserAlias.settle(aliases, of: id, in: poolID, db) { return taken }
        try replace(attributes: attributes, now: now, db)
        for medium in media { try removePending(medium.attribute, db) }
        if !media.isEmpty { try voidCodes(db) }
        return nil
    }

    /// A change that waits for its code.
    func setPending(_ name: String, to value: String, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO pending_attribute VALUES (?, ?, ?)",
            arguments: [id, name, value])
    }

    func pending(_ name: String, _ db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT value FROM pending_attribute WHERE user_id = ? AND name = ?",
            arguments: [id, name])
    }

    private func removePending(_ name: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM pending_attribute WHERE user_id = ? AND name = ?",
            arguments: [id, name])
    }

    private func voidCodes(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM code WHERE user_id = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM challenge_session WHERE user_id = ?", arguments: [id])
    }

    /// As bytes: a name in another Unicode form is another address.
    static func differ(_ one: String?, _ other: String?) -> Bool {
        !(one ?? "").utf8.elementsEqual((other ?? "").utf8)
    }
}
