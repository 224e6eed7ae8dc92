import GRDB

/// Which second factors the pool offers to whom.
struct SecondFactors: Sendable {
    let policy: UserPoolPolicy

    var isOff: Bool { policy.mfaConfiguration == .off }
    var isRequired: Bool { policy.mfaConfiguration == .on }
    var offersSoftwareTokens: Bool { offers(.softwareToken) }
    /// What a user can set up while he signs in.
    var settable: [SecondFactor] { [.softwareToken, .email].filter(offers) }

    /// What would reach the user, turned on or not.
    func possible(
        _ user: UserRecord, _ attributes: [String: String], _ db: Database
    ) throws -> Set<SecondFactor> {
        var factors: Set<SecondFactor> = []
        if offers(.sms), attributes["phone_number"] != nil { factors.insert(.sms) }
        if offers(.email), attributes["email_verified"] == "true" { factors.insert(.email) }
        if offers(.softwareToken), try SoftwareTokens.isSetUp(userID: user.id, db) {
            factors.insert(.softwareToken)
        }
        return factors
    }

    /// What a sign-in may be asked for. Where everybody must have a second factor, a telephone number
    /// or a verified address is one without being turned on.
    func usable(
        _ user: UserRecord, _ attributes: [String: String], _ db: Database
    ) throws -> (factors: [SecondFactor], preferred: SecondFactor?) {
        let preferences = try FactorPreferences.find(userID: user.id, db)
        let possible = try possible(user, attributes, db)
        let isOn = { (factor: SecondFactor) in
            preferences.enabled.contains(factor) || (isRequired && factor != .softwareToken)
        }
        let factors = SecondFactor.allCases.filter { possible.contains($0) && isOn($0) }
        let preferred = preferences.preferred.flatMap { factors.contains($0) ? $0 : nil }
        return (factors, preferred)
    }

    /// Where a code for a new password may go: not where his second factor's codes go, or one mailbox
    /// would be both.
    func recoveryMedia(of userID: Int64, _ db: Database) throws -> [DeliveryMedium] {
        let enabled = try FactorPreferences.find(userID: userID, db).enabled.filter(offers)
        return policy.recoveryMedia.filter { medium in
            !enabled.contains { $0.challenge.medium == medium }
        }
    }

    private func offers(_ factor: SecondFactor) -> Bool {
        !isOff && policy.enabledMfas.contains(factor)
    }
}
