/// How tokens, passwords and clients' secrets are kept.
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

    /// A client has two secrets while they change. `sealed` is authenticated with the client's id, as
    /// the one column was that a client had before. Origins: see `ClientSecretRecord`.
    static let clientSecrets = """
        CREATE TABLE client_secret (
            id TEXT PRIMARY KEY NOT NULL,
            client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
            origin TEXT NOT NULL,
            sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_secret_by_client ON client_secret (client_id);
        INSERT INTO client_secret
            SELECT id || '--' || created_at, id, iif(is_default, 'policy-file', 'creation'),
                sealed_secret, created_at
            FROM client WHERE sealed_secret IS NOT NULL;
        ALTER TABLE client DROP COLUMN sealed_secret;
        """
}
