import CognitoAPI
import GRDB

/// MFA_SETUP by mail: the address that the user names becomes his, verified, once its code comes back.
struct EmailSetUp: Sendable {
    let policy: UserPoolPolicy

    /// Nil where codes may go to the address.
    func refusal(
        _ address: String, for user: UserRecord, _ db: Database
    ) throws -> CognitoError? {
        guard SecondFactors(policy: policy).settable.contains(.email) else {
            return CognitoError(.notAuthorized, .invalidSession)
        }
        let rules = AttributeRules(schema: policy.schema)
        let present = try UserRecord.attributes(of: user.id, db)["email"]
        do throws(CognitoError) {
            try rules.demandForm(of: "email", address)
            if present != nil, UserRecord.differ(present, address) {
                try rules.demandMutable("email")
            }
        } catch { return error }
        return nil
    }

    func settle(
        _ address: String, of user: UserRecord, now: Int64, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let taken = try user.change(
            ["email": address, "email_verified": "true"], NameRules(policy: policy), now: now, db)
        guard let taken else { return .success(()) }
        return .failure(NameRules.taken(taken, .aliasExists))
    }
}
