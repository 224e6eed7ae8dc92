import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// One-time codes: six digits, unbiased, stored as an HMAC bound to user and purpose, good for one
/// use, replaced by a newer one.
///
/// The HMAC's key is a file beside the database: who reads the database alone can't try the million
/// codes against it.
struct Codes: Sendable {
    private let key: [UInt8]
    private let random: SecureRandom
    private let clock: WallClock

    init(key: [UInt8], random: SecureRandom, clock: @escaping WallClock) {
        self.key = key
        self.random = random
        self.clock = clock
    }

    /// A new code for the user; an earlier one of the same purpose is void.
    ///
    /// - Parameter medium: how it will travel; a right answer proves that address.
    func issue(
        _ purpose: CodePurpose, for userID: Int64, by medium: DeliveryMedium, _ db: Database
    ) throws -> String {
        try issue(purpose, for: userID, by: medium, in: "code", db)
    }

    /// Does what `outgoing` does, for nobody and to no effect: the time of an answer must not tell
    /// whether there is a user to send a code to.
    func pretend(_ purpose: CodePurpose, _ db: Database) throws {
        _ = try issue(purpose, for: Self.nobody, by: .email, in: "code_of_nobody", db)
        _ = try UserRecord.attributes(of: Self.nobody, db)
    }

    /// An id that no row of `user` gets.
    static let nobody: Int64 = 0

    private func issue(
        _ purpose: CodePurpose, for userID: Int64, by medium: DeliveryMedium, in table: String,
        _ db: Database
    ) throws -> String {
        let code = random.digits(Limits.codeDigits)
        try db.execute(
            sql: "INSERT OR REPLACE INTO \(table) VALUES (?, ?, ?, ?, ?, 0)",
            arguments: [
                userID, purpose.rawValue, Data(mac(code, purpose, userID)), medium.attribute,
                clock() + purpose.life,
            ])
        return code
    }

    /// Whether `code` is the outstanding one, and how it travelled. A wrong one counts, and the last
    /// that is allowed ends the outstanding one. Count the user's attempt first.
    func check(
        _ code: String, _ purpose: CodePurpose, for userID: Int64, _ db: Database
    ) throws -> Result<DeliveryMedium, CognitoError> {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT mac, attribute, expires_at, wrong FROM code
                WHERE user_id = ? AND purpose = ?
                """,
            arguments: [userID, purpose.rawValue])
        guard let row, clock() < row["expires_at"] as Int64 else {
            return .failure(CognitoError(.expiredCode, .codeExpired))
        }
        guard constantTimeEqual([UInt8](row["mac"] as Data), mac(code, purpose, userID)) else {
            try count(wrong: row["wrong"] + 1, purpose, for: userID, db)
            return .failure(CognitoError(.codeMismatch, .codeMismatch))
        }
        return .success(DeliveryMedium(attribute: row["attribute"]) ?? .email)
    }

    /// Checks the code and uses it up.
    func redeem(
        _ code: String, _ purpose: CodePurpose, for userID: Int64, _ db: Database
    ) throws -> Result<DeliveryMedium, CognitoError> {
        let verdict = try check(code, purpose, for: userID, db)
        if case .success = verdict { try void(purpose, for: userID, db) }
        return verdict
    }

    private func count(
        wrong: Int, _ purpose: CodePurpose, for userID: Int64, _ db: Database
    ) throws {
        guard wrong < Limits.guessesPerCode else { return try void(purpose, for: userID, db) }
        try db.execute(
            sql: "UPDATE code SET wrong = ? WHERE user_id = ? AND purpose = ?",
            arguments: [wrong, userID, purpose.rawValue])
    }

    /// Ends the outstanding code, if any.
    func void(_ purpose: CodePurpose, for userID: Int64, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM code WHERE user_id = ? AND purpose = ?",
            arguments: [userID, purpose.rawValue])
    }

    private func mac(_ code: String, _ purpose: CodePurpose, _ userID: Int64) -> [UInt8] {
        HMACSHA256.authenticate(
            key: key, message: Array("\(purpose.rawValue)\n\(userID)\n\(code)".utf8))
    }
}
