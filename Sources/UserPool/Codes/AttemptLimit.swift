import CognitoAPI
import GRDB

/// How often somebody may do something within an hour, counted per user; for a name that nobody
/// has, per name, so that the answers are the same.
struct AttemptLimit: Sendable {
    let kind: String
    let count: Int

    static let confirm = AttemptLimit(kind: "confirm", count: Limits.confirmAttempts)
    static let resend = AttemptLimit(kind: "resend", count: Limits.resendAttempts)
    /// Wrong answers to challenges in a row.
    static let challenge = AttemptLimit(kind: "challenge", count: Limits.challengeAttempts)
    /// Codes sent for challenges without a right answer.
    static let challengeSend = AttemptLimit(
        kind: "challenge-send", count: Limits.challengeAttempts)
    static let verifyAttribute = AttemptLimit(
        kind: "verify-attribute", count: Limits.confirmAttempts)
    static let attributeCode = AttemptLimit(kind: "attribute-code", count: Limits.resendAttempts)
    static let changePassword = AttemptLimit(
        kind: "change-password", count: Limits.changePasswordAttempts)
    static let reset = AttemptLimit(kind: "reset", count: Limits.resetAttempts)

    /// Forgets what was counted: it ended well.
    func forget(_ name: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM attempt WHERE kind = ? AND name = ?", arguments: [kind, name])
    }

    /// Counts one attempt, before anything is compared; refuses when the hour's are used up, with the
    /// seconds that are left of it.
    func take(_ name: String, now: Int64, _ db: Database) throws -> Result<Void, CognitoError> {
        let row = try Row.fetchOne(
            db, sql: "SELECT window_start, count FROM attempt WHERE kind = ? AND name = ?",
            arguments: [kind, name])
        let start: Int64 = row?["window_start"] ?? now
        let isOver = now - start >= Limits.attemptWindow
        let used: Int = isOver ? 0 : row?["count"] ?? 0
        guard used < count else {
            let left = Limits.seconds(until: start + Limits.attemptWindow, now: now)
            return .failure(
                CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: left))
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?)",
            arguments: [kind, name, isOver ? now : start, used + 1])
        return .success(())
    }
}
