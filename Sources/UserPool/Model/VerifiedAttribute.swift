import GRDB

/// An attribute whose code came back: its flag, and the alias that it now is.
struct VerifiedAttribute: Sendable {
    let medium: DeliveryMedium
    /// Whether another user's alias of the same name is taken over (ForceAliasCreation).
    let seizesAlias: Bool

    /// - Returns: the attribute of an alias that another user has; nothing was changed then.
    func settle(for user: UserRecord, _ names: NameRules, _ db: Database) throws -> String? {
        var attributes = try user.attributes(db)
        attributes[medium.verifiedFlag] = "true"
        let aliases = names.aliases(username: user.username, attributes: attributes)
        if seizesAlias { try UserAlias.seize(aliases, for: user.id, in: user.poolID, db) }
        if let taken = try UserAlias.settle(aliases, of: user.id, in: user.poolID, db) {
            return taken
        }
        try UserRecord.set(medium.verifiedFlag, to: "true", of: user.id, db)
        return nil
    }
}
