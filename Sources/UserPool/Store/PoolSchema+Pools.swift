/// The tables since a data directory holds several pools.
extension PoolSchema {
    /// Users belong to a pool: names are unique within it. `applied` is the part of the policy file
    /// that the settings came from, where they came from one; `version` counts changes of a pool and
    /// its clients; `temporary_until` is when a temporary password ends.
    static let pools = """
        ALTER TABLE pool ADD COLUMN is_default INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pool ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE pool ADD COLUMN applied TEXT;
        ALTER TABLE pool ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pool ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        UPDATE pool SET is_default = 1, updated_at = created_at;
        CREATE UNIQUE INDEX pool_default ON pool (is_default) WHERE is_default;

        ALTER TABLE client ADD COLUMN pool_id TEXT REFERENCES pool (id) ON DELETE CASCADE;
        ALTER TABLE client ADD COLUMN applied TEXT;
        ALTER TABLE client ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
        UPDATE client SET pool_id = (SELECT id FROM pool), updated_at = created_at;
        CREATE INDEX client_by_pool ON client (pool_id);

        CREATE TABLE pool_user (
            id INTEGER PRIMARY KEY,
            pool_id TEXT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
            sub TEXT UNIQUE NOT NULL,
            username TEXT NOT NULL,
            status TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            password_hash TEXT,
            temporary_until INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (pool_id, username)
        ) STRICT;
        INSERT INTO pool_user
            SELECT user.id, pool.id, sub, username, status, enabled, password_hash, NULL,
                user.created_at, user.updated_at
            FROM user, pool;
        DROP TABLE user;
        ALTER TABLE pool_user RENAME TO user;

        CREATE TABLE pool_alias (
            pool_id TEXT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            attribute TEXT NOT NULL,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            PRIMARY KEY (pool_id, name)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO pool_alias SELECT pool.id, name, attribute, user_id FROM alias, pool;
        DROP TABLE alias;
        ALTER TABLE pool_alias RENAME TO alias;
        CREATE INDEX alias_by_user ON alias (user_id);
        """

    /// `precedence`: the lowest wins, NULL loses to all.
    static let groups = """
        CREATE TABLE user_group (
            id INTEGER PRIMARY KEY,
            pool_id TEXT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            description TEXT,
            role_arn TEXT,
            precedence INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (pool_id, name)
        ) STRICT;
        CREATE TABLE group_member (
            group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            PRIMARY KEY (group_id, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX group_member_by_user ON group_member (user_id);
        """

    /// What a pool keeps without acting on it, as the caller gave it: `kind` is resource-server,
    /// identity-provider or domain. A domain is one pool's alone.
    static let resources = """
        CREATE TABLE resource (
            pool_id TEXT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            document TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            PRIMARY KEY (pool_id, kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX resource_domain ON resource (name) WHERE kind = 'domain';
        """
}
