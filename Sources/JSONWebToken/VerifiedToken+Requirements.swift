extension VerifiedToken {
    /// Throws `missingGroup` unless the user is in one of `groups`; in none of an empty list.
    public func require(oneOfGroups groups: [String]) throws(TokenError) {
        let isMember = self.groups.contains { group in groups.contains { $0.isSame(as: group) } }
        guard isMember else { throw .missingGroup }
    }

    /// Throws `missingScope` unless the token has every one of `scopes`.
    public func require(scopes: [String]) throws(TokenError) {
        let hasAll = scopes.allSatisfy { scope in self.scopes.contains { $0.isSame(as: scope) } }
        guard hasAll else { throw .missingScope }
    }
}
