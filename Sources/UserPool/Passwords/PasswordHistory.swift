import CognitoAPI
import GRDB

/// The passwords that a user may not choose again: his present one and those before it,
/// PasswordHistorySize in all.
struct PasswordHistory: Sendable {
    private let store: PoolStore
    private let hasher: PasswordHasher
    private let size: Int

    init(_ parts: PoolParts) {
        store = parts.store
        hasher = parts.passwords.hasher
        size = parts.passwords.historySize
    }

    /// Each kept hash costs a check of its own, one after the other, on the hashes' queue.
    ///
    /// - Throws: `PasswordHistoryPolicyViolationException`; `TooManyRequestsException` when the queue
    ///   is full.
    func demandNew(_ password: String, for user: UserRecord) async throws(CognitoError) {
        guard size > 0 else { return }
        let hashes = try await store.read { [size] in try Self.hashes(of: user.id, size, $0) }
        for hash in hashes where try await hasher.check(password, against: hash) != .wrong {
            throw CognitoError(.passwordHistoryPolicyViolation, .passwordUsedBefore)
        }
    }

    /// The newest first.
    private static func hashes(of id: Int64, _ size: Int, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT password_hash FROM user WHERE id = :id AND password_hash IS NOT NULL
                UNION ALL SELECT hash FROM
                    (SELECT hash FROM password_history WHERE user_id = :id ORDER BY id DESC)
                LIMIT :size
                """,
            arguments: ["id": id, "size": size])
    }

    /// Before another password takes the present one's place. What the policy wants no longer goes.
    static func keepPresent(of id: Int64, size: Int, _ db: Database) throws {
        if size > 1 {
            try db.execute(
                sql: """
                    INSERT INTO password_history (user_id, hash)
                    SELECT id, password_hash FROM user WHERE id = ? AND password_hash IS NOT NULL
                    """, arguments: [id])
        }
        try db.execute(
            sql: """
                DELETE FROM password_history WHERE user_id = :id AND id NOT IN
                    (SELECT id FROM password_history WHERE user_id = :id
                    ORDER BY id DESC LIMIT :most)
                """,
            arguments: ["id": id, "most": max(0, size - 1)])
    }
}
