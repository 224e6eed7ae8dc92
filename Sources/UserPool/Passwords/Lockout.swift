import CognitoAPI
import GRDB

/// Failed-password lockout as Cognito documents it: five failures are free; after the n-th the name
/// is locked for 2^(n-5) seconds, at most about 15 minutes; attempts while locked are refused
/// unheard, with the seconds that are left, and don't lengthen it; a success or 15 quiet minutes forget the counter.
///
/// Every attempt is entered as a failure in the transaction that lets it pass, and taken back when
/// it succeeds. So parallel guesses can't overtake the counter, in this process or another.
enum Lockout {
    /// Lets one attempt pass and counts it, or refuses it. The name is counted whether or not
    /// there is such a user.
    static func reserve(
        _ name: String, now: Int64, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM lockout WHERE name = ?", arguments: [name])
        let lastFailure: Int64 = row?["last_failure_at"] ?? now
        let isQuiet = now - lastFailure >= Limits.quietTime
        let failures: Int = isQuiet ? 0 : row?["failures"] ?? 0
        let lockedUntil: Int64 = isQuiet ? 0 : row?["locked_until"] ?? 0
        guard now >= lockedUntil else {
            let left = Limits.seconds(until: lockedUntil, now: now)
            return .failure(
                CognitoError(.notAuthorized, .passwordAttemptsExceeded, retryAfter: left))
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO lockout VALUES (?, ?, ?, ?)",
            arguments: [name, failures + 1, now, now + lockTime(after: failures + 1)])
        return .success(())
    }

    /// Forgets the failures: the password was right.
    static func clear(_ name: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM lockout WHERE name = ?", arguments: [name])
    }

    /// Takes one reservation back: the password was not looked at. What other attempts did to the
    /// counter meanwhile stays.
    static func release(_ name: String, _ db: Database) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT failures, last_failure_at FROM lockout WHERE name = ?",
            arguments: [name])
        guard let row else { return }
        let failures = max(0, row["failures"] - 1)
        let lockedUntil = row["last_failure_at"] + lockTime(after: failures)
        try db.execute(
            sql: "UPDATE lockout SET failures = ?, locked_until = ? WHERE name = ?",
            arguments: [failures, lockedUntil, name])
    }

    /// Milliseconds that the name is locked after its n-th failure.
    static func lockTime(after failures: Int) -> Int64 {
        guard failures >= Limits.freeFailures else { return 0 }
        let doublings = min(failures - Limits.freeFailures, 20)
        return min(Limits.lockoutStart << Int64(doublings), Limits.lockoutEnd)
    }
}
