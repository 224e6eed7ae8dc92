import CognitoAPI
import GRDB

/// Changes to the addresses and numbers that codes go to and that users sign in with.
extension UserRecord {
    /// Sets an attribute. A changed address or number is unverified, and codes and challenges that
    /// went to the old one are void: they would prove the new one.
    ///
    /// False when another user signs in with it.
    func change(
        _ name: String, to value: String, isVerified: Bool = false, _ db: Database
    ) throws -> Bool {
        guard let medium = DeliveryMedium(attribute: name) else {
            try Self.set(name, to: value, of: id, db)
            return true
        }
        let present = try Self.attributes(of: id, db)[name]
        if present.map({ $0.utf8.elementsEqual(value.utf8) }) == true, !isVerified { return true }
        if medium == .email, try !moveAlias(to: value, db) { return false }
        try Self.set(name, to: value, of: id, db)
        try Self.set(medium.verifiedFlag, to: isVerified ? "true" : "false", of: id, db)
        try voidCodes(db)
        return true
    }

    /// Deletes an attribute, and with an address or number that it was verified.
    func remove(_ name: String, _ db: Database) throws {
        let flag = DeliveryMedium(attribute: name)?.verifiedFlag
        try db.execute(
            sql: "DELETE FROM attribute WHERE user_id = ? AND name IN (?, ?)",
            arguments: [id, name, flag ?? name])
        if flag != nil { try voidCodes(db) }
    }

    func delete(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
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

    func removePending(_ name: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM pending_attribute WHERE user_id = ? AND name = ?",
            arguments: [id, name])
    }

    /// Only where the address signs in.
    private func moveAlias(to email: String, _ db: Database) throws -> Bool {
        guard let key = (try? UserName(email))?.key else { return false }
        let owner = try Int64.fetchOne(
            db, sql: "SELECT user_id FROM alias WHERE name = ?", arguments: [key])
        guard owner == nil || owner == id else { return false }
        try db.execute(
            sql: "UPDATE OR REPLACE alias SET name = ? WHERE user_id = ? AND attribute = 'email'",
            arguments: [key, id])
        return true
    }

    private func voidCodes(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM code WHERE user_id = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM challenge_session WHERE user_id = ?", arguments: [id])
    }
}
