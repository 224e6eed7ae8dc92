import CognitoAPI
import GRDB

/// Which second factors a user has turned on, and which one he likes best.
struct FactorPreferences: Sendable, Equatable {
    var enabled: Set<SecondFactor> = []
    var preferred: SecondFactor?

    static func find(userID: Int64, _ db: Database) throws -> FactorPreferences {
        var preferences = FactorPreferences()
        let rows = try Row.fetchAll(
            db, sql: "SELECT factor, is_preferred FROM second_factor WHERE user_id = ?",
            arguments: [userID])
        for row in rows {
            guard let factor = SecondFactor(rawValue: row["factor"]) else { continue }
            preferences.enabled.insert(factor)
            if row["is_preferred"] { preferences.preferred = factor }
        }
        return preferences
    }

    func save(userID: Int64, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM second_factor WHERE user_id = ?", arguments: [userID])
        for factor in enabled {
            try db.execute(
                sql: "INSERT INTO second_factor VALUES (?, ?, ?)",
                arguments: [userID, factor.rawValue, factor == preferred])
        }
    }

    /// `UserMFASettingList`; nil, as Cognito leaves it out, when there is none.
    var shownList: [String]? {
        let names = SecondFactor.allCases.filter(enabled.contains).map(\.rawValue)
        return names.isEmpty ? nil : names
    }
}

extension FactorPreferences {
    /// A wish for one factor; nil leaves it as it is.
    struct Wishes: Sendable {
        var sms: MFASettings?
        var softwareToken: MFASettings?
        var email: MFASettings?

        fileprivate var all: [(SecondFactor, MFASettings)] {
            let pairs = [(SecondFactor.sms, sms), (.softwareToken, softwareToken), (.email, email)]
            return pairs.compactMap { factor, wish in wish.map { (factor, $0) } }
        }
    }

    /// Stores what `fulfilling` makes of the user's preferences, or refuses.
    static func fulfil(
        _ wishes: Wishes, of user: UserRecord, possible: Set<SecondFactor>, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let present = try find(userID: user.id, db)
        let changed: FactorPreferences
        do throws(CognitoError) {
            changed = try present.fulfilling(wishes, possible: possible)
        } catch { return .failure(error) }
        try changed.save(userID: user.id, db)
        return .success(())
    }

    /// The preferences with `wishes` fulfilled.
    ///
    /// - Parameter possible: the factors that the pool offers and that would reach the user.
    /// - Throws: `InvalidParameterException` "User does not have delivery config set to turn on
    ///   SOFTWARE_TOKEN_MFA", and for a preference that can't be.
    func fulfilling(
        _ wishes: Wishes, possible: Set<SecondFactor>
    ) throws(CognitoError) -> FactorPreferences {
        var result = self
        let isPreferred = { (wish: MFASettings) in wish.preferredMfa ?? false }
        guard wishes.all.count(where: { isPreferred($0.1) }) <= 1 else {
            throw CognitoError(.invalidParameter, "Only one MFA method can be preferred.")
        }
        for (factor, wish) in wishes.all {
            guard wish.enabled ?? false else {
                result.enabled.remove(factor)
                if result.preferred == factor { result.preferred = nil }
                continue
            }
            guard possible.contains(factor) else {
                throw CognitoError(
                    .invalidParameter,
                    "User does not have delivery config set to turn on \(factor.rawValue)")
            }
            result.enabled.insert(factor)
            if isPreferred(wish) {
                result.preferred = factor
            } else if result.preferred == factor, wish.preferredMfa == false {
                result.preferred = nil
            }
        }
        return result
    }
}
