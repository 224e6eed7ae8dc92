/// How tokens and passwords are kept.
extension PoolSchema {
    /// `is_keyed` is false for the plain SHA-256 of the first release, until the pool is opened: the
    /// key is no migration's to know.
    static let keyedTokens = """
        ALTER TABLE refresh_token ADD COLUMN is_keyed INTEGER NOT NULL DEFAULT FALSE;
        CREATE INDEX refresh_token_plain ON refresh_token (hash) WHERE NOT is_keyed;
        """

    /// Hashes of the passwords before the present one, the newest with the highest id.
    static let passwordHistory = """
        CREATE TABLE password_history (
            id INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX password_history_by_user ON password_history (user_id, id);
        """
}
