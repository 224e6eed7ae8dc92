/// What ListUsers searches by, however many users there are.
extension PoolSchema {
    /// The attributes that can be searched for; other values have no index.
    static let searchable = [
        "email", "family_name", "given_name", "name", "phone_number", "preferred_username",
    ]

    /// The index's own condition: SQLite uses a partial index where a query repeats it.
    static let isSearchable =
        "name IN (" + searchable.map { "'\($0)'" }.joined(separator: ", ") + ")"

    static let search = """
        CREATE INDEX attribute_by_value ON attribute (name, value, user_id) WHERE \(isSearchable);
        CREATE INDEX user_by_pool ON user (pool_id);
        CREATE INDEX user_by_status ON user (pool_id, status);
        CREATE INDEX user_disabled ON user (pool_id) WHERE NOT enabled;
        """
}
