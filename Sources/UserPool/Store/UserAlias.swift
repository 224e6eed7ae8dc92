import GRDB

/// A name that signs a user in beside his username: a row of `alias`, unique in the pool.
struct UserAlias: Sendable, Equatable {
    /// As names are compared.
    let name: String
    /// `email`, `phone_number`, `preferred_username`, or `username` where its letter case doesn't
    /// matter.
    let attribute: String
}

extension UserAlias {
    /// Gives the user these aliases and no others.
    ///
    /// - Returns: the attribute of one that another user has; nothing was changed then.
    static func settle(
        _ aliases: [UserAlias], of userID: Int64, in poolID: String, _ db: Database
    ) throws -> String? {
        if let taken = try taken(among: aliases, but: userID, in: poolID, db) { return taken }
        try db.execute(sql: "DELETE FROM alias WHERE user_id = ?", arguments: [userID])
        for alias in aliases {
            try db.execute(
                sql: "INSERT OR REPLACE INTO alias VALUES (?, ?, ?, ?)",
                arguments: [poolID, alias.name, alias.attribute, userID])
        }
        return nil
    }

    /// The attribute of the first alias that another user has.
    static func taken(
        among aliases: [UserAlias], but userID: Int64, in poolID: String, _ db: Database
    ) throws -> String? {
        try aliases.first { alias in
            let owner = try Int64.fetchOne(
                db, sql: "SELECT user_id FROM alias WHERE pool_id = ? AND name = ?",
                arguments: [poolID, alias.name])
            return owner.map { $0 != userID } ?? false
        }?.attribute
    }

    /// Takes the aliases away from whoever else has them; his address is unverified then.
    static func seize(
        _ aliases: [UserAlias], for userID: Int64?, in poolID: String, _ db: Database
    ) throws {
        for alias in aliases where alias.attribute != "username" {
            let owner = try Int64.fetchOne(
                db, sql: "SELECT user_id FROM alias WHERE pool_id = ? AND name = ?",
                arguments: [poolID, alias.name])
            guard let owner, owner != userID else { continue }
            try db.execute(
                sql: "DELETE FROM alias WHERE pool_id = ? AND name = ?",
                arguments: [poolID, alias.name])
            guard StandardAttribute.verifiedFlags.contains("\(alias.attribute)_verified") else {
                continue
            }
            try UserRecord.set("\(alias.attribute)_verified", to: "false", of: owner, db)
        }
    }
}
