import GRDB

/// The tables of the pool's file. Times are milliseconds since 1970 unless a name says otherwise.
enum PoolSchema {
    /// "GHup": marks the file as ours (SQLite's `application_id`).
    static let applicationID: Int32 = 0x4748_7570

    /// Every migration ever released; a released one never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-users") { try $0.execute(sql: users) }
        migrator.registerMigration("2-sessions") { try $0.execute(sql: sessions) }
        migrator.registerMigration("3-limits") { try $0.execute(sql: limits) }
        migrator.registerMigration("4-nobodys-codes") { try $0.execute(sql: nobodysCodes) }
        migrator.registerMigration("5-pools") { try $0.execute(sql: pools) }
        migrator.registerMigration("6-groups") { try $0.execute(sql: groups) }
        migrator.registerMigration("7-resources") { try $0.execute(sql: resources) }
        migrator.registerMigration("8-sign-in-steps") { try $0.execute(sql: signInSteps) }
        migrator.registerMigration("9-second-factors") { try $0.execute(sql: secondFactors) }
        migrator.registerMigration("10-rotation") { try $0.execute(sql: rotation) }
        migrator.registerMigration("11-devices") { try $0.execute(sql: devices) }
        migrator.registerMigration("12-search") { try $0.execute(sql: search) }
        migrator.registerMigration("13-guesses") { try $0.execute(sql: guesses) }
        migrator.registerMigration("14-listing") { try $0.execute(sql: listing) }
        migrator.registerMigration("15-keyed-tokens") { try $0.execute(sql: keyedTokens) }
        migrator.registerMigration("16-password-history") {
            try $0.execute(sql: passwordHistory)
        }
        migrator.registerMigration("17-search-by-pool") { try $0.execute(sql: searchByPool) }
        migrator.registerMigration("18-client-secrets") { try $0.execute(sql: clientSecrets) }
        return migrator
    }

    private static let users = """
        CREATE TABLE pool (
            id TEXT PRIMARY KEY NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE client (
            id TEXT PRIMARY KEY NOT NULL,
            is_default INTEGER NOT NULL,
            sealed_secret BLOB,
            settings TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE user (
            id INTEGER PRIMARY KEY,
            sub TEXT UNIQUE NOT NULL,
            username TEXT UNIQUE NOT NULL,
            status TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            password_hash TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE alias (
            name TEXT PRIMARY KEY NOT NULL,
            attribute TEXT NOT NULL,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX alias_by_user ON alias (user_id);
        CREATE TABLE attribute (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (user_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE code (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            purpose TEXT NOT NULL,
            mac BLOB NOT NULL,
            attribute TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (user_id, purpose)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX code_by_expiry ON code (expires_at);
        """

    /// `code` once more, without users: see `Codes.pretend`.
    private static let nobodysCodes = """
        CREATE TABLE code_of_nobody (
            user_id INTEGER NOT NULL,
            purpose TEXT NOT NULL,
            mac BLOB NOT NULL,
            attribute TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (user_id, purpose)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX code_of_nobody_by_expiry ON code_of_nobody (expires_at);
        """

    /// Wrong answers to a code.
    private static let guesses = """
        ALTER TABLE code ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE code_of_nobody ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
        """

    /// A refresh token is kept as a hash alone; rotation gives a session several.
    private static let sessions = """
        CREATE TABLE session (
            origin_jti TEXT PRIMARY KEY NOT NULL,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
            event_id TEXT NOT NULL,
            auth_time_seconds INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_by_user ON session (user_id);
        CREATE INDEX session_by_expiry ON session (expires_at);
        CREATE INDEX session_by_revocation ON session (revoked_at) WHERE revoked_at IS NOT NULL;
        CREATE TABLE refresh_token (
            hash BLOB PRIMARY KEY NOT NULL,
            origin_jti TEXT NOT NULL REFERENCES session (origin_jti) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX refresh_token_by_session ON refresh_token (origin_jti);
        """

    private static let limits = """
        CREATE TABLE attempt (
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            window_start INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attempt_by_start ON attempt (window_start);
        CREATE TABLE lockout (
            name TEXT PRIMARY KEY NOT NULL,
            failures INTEGER NOT NULL,
            last_failure_at INTEGER NOT NULL,
            locked_until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lockout_by_failure ON lockout (last_failure_at);
        """

    /// `spent_block` holds the SHA-256 of each SRP secret block that was answered.
    private static let signInSteps = """
        CREATE TABLE srp_verifier (
            user_id INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
            salt BLOB NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE TABLE spent_block (
            hash BLOB PRIMARY KEY NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX spent_block_by_expiry ON spent_block (expires_at);
        CREATE TABLE challenge_session (
            mac BLOB PRIMARY KEY NOT NULL,
            client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
            user_id INTEGER REFERENCES user (id) ON DELETE CASCADE,
            state TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX challenge_session_by_user ON challenge_session (user_id);
        CREATE INDEX challenge_session_by_expiry ON challenge_session (expires_at);
        """

    /// `sealed` is the secret in use, `pending` one that no code has shown to be known.
    private static let secondFactors = """
        CREATE TABLE software_token (
            user_id INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
            sealed BLOB,
            pending BLOB,
            name TEXT,
            last_step INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE second_factor (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            factor TEXT NOT NULL,
            is_preferred INTEGER NOT NULL,
            PRIMARY KEY (user_id, factor)
        ) STRICT, WITHOUT ROWID;
        """

    /// `usable_until` is when a refresh token that was changed for another stops working. An address
    /// or number that has to be verified before it counts waits in `pending_attribute`.
    private static let rotation = """
        ALTER TABLE refresh_token ADD COLUMN usable_until INTEGER;
        CREATE INDEX refresh_token_by_end ON refresh_token (usable_until)
            WHERE usable_until IS NOT NULL;
        CREATE TABLE pending_attribute (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (user_id, name)
        ) STRICT, WITHOUT ROWID;
        """

    private static let devices = """
        CREATE TABLE device (
            key TEXT PRIMARY KEY NOT NULL,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            group_key TEXT NOT NULL,
            name TEXT,
            salt BLOB,
            verifier BLOB,
            is_remembered INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            authenticated_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX device_by_user ON device (user_id);
        ALTER TABLE session ADD COLUMN device_key TEXT;
        """
}
