import CognitoAPI
import GRDB

/// How often somebody may do something within an hour, counted per user; for a name that nobody
/// has, per name, so that the answers are the same.
struct AttemptLimit: Sendable {
    let kind: String
    let count: Int

    static let confirm = AttemptLimit(kind: "confirm", count: Limits.confirmAttempts)
    static let resend = AttemptLimit(kind: "resend", count: Limits.resendAttempts)
    /// Wrong answers to challenges.
    static let challenge = AttemptLimit(kind: "challenge", count: Limits.challengeAttempts)
    /// Codes sent for challenges without a right answer.
    static let challengeSend = AttemptLimit(
        kind: "challenge-send", count: Limits.challengeAttempts)
    static let verifyAttribute = AttemptLimit(
        kind: "verify-attribute", count: Limits.confirmAttempts)
    /// Codes for attributes, sent by whichever operation.
    static let attributeCode = AttemptLimit(kind: "attribute-code", count: Limits.resendAttempts)
    static let changePassword = AttemptLimit(
        kind: "change-password", count: Limits.changePasswordAttempts)
    static let reset = AttemptLimit(kind: "reset", count: Limits.resetAttempts)

    /// Counts one attempt, before anything is compared; refuses when the hour's are used up, with the
    /// seconds that are left of it.
    func take(_ name: String, now: Int64, _ db: Database) throws -> Result<Void, CognitoError> {
        let row = try Row.fetchOne(
            db, sql: "SELECT window_start, count FROM attempt WHERE kind = ? AND name = ?",
            arguments: [kind, name])
        let start: Int64 = row?["window_start"] ?? now
        let counted: Int = row?["count"] ?? 0
        let isOver = now - start >= Limits.attemptWindow || counted == 0
        let used = isOver ? 0 : counted
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

    /// For an attempt that succeeded: it was no guess, and whoever counts the attempts that are left
    /// must not learn of it.
    func giveBack(_ name: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE attempt SET count = count - 1 WHERE kind = ? AND name = ? AND count > 0",
            arguments: [kind, name])
    }
}
