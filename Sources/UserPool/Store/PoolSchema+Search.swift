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

    /// Pages go along these in the order of (value, user id). `user_count` is kept by triggers:
    /// counting the rows takes longer the more there are.
    static let listing = """
        DROP INDEX user_disabled;
        CREATE INDEX user_by_enabled ON user (pool_id, enabled);
        CREATE INDEX user_by_sub ON user (pool_id, sub);

        CREATE TABLE user_count (
            pool_id TEXT PRIMARY KEY NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
            users INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO user_count SELECT pool_id, count(*) FROM user GROUP BY pool_id;
        CREATE TRIGGER user_counted AFTER INSERT ON user BEGIN
            INSERT INTO user_count VALUES (new.pool_id, 1)
                ON CONFLICT (pool_id) DO UPDATE SET users = users + 1;
        END;
        CREATE TRIGGER user_discounted AFTER DELETE ON user BEGIN
            UPDATE user_count SET users = users - 1 WHERE pool_id = old.pool_id;
        END;
        """

    /// One pool's search doesn't walk past the hits of the others. An attribute's pool is its user's,
    /// who never changes it.
    static let searchByPool = """
        ALTER TABLE attribute ADD COLUMN pool_id TEXT;
        UPDATE attribute SET pool_id = (SELECT pool_id FROM user WHERE id = user_id);
        DROP INDEX attribute_by_value;
        CREATE INDEX attribute_by_pool ON attribute (pool_id, name, value, user_id)
            WHERE \(isSearchable);
        """
}
