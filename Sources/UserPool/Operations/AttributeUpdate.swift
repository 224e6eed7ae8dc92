import CognitoAPI
import GRDB

/// New values for a user's attributes, for the operations of users and of administrators alike.
///
/// A new address or number counts at once and is unverified, unless the pool wants it verified
/// before (AttributesRequireVerificationBeforeUpdate): then the old one stays until
/// VerifyUserAttribute. Where the pool verifies it, a code goes out.
struct AttributeUpdate: Sendable {
    private let policy: UserPoolPolicy
    private let codes: Codes
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        policy = parts.policy.userPool
        codes = parts.codes
        report = parts.report
    }

    /// The codes to send; all attributes are set, or none.
    ///
    /// - Parameters:
    ///   - values: an empty one deletes; a verified flag that is true spares the code.
    ///   - limit: of the codes that he may have sent to whatever address he names; nil for none.
    func perform(
        _ values: [String: String], of user: UserRecord, limit: AttemptLimit?, now: Int64,
        _ db: Database
    ) throws -> Result<[OutgoingCode], CognitoError> {
        let names = NameRules(policy: policy)
        let present = try UserRecord.attributes(of: user.id, db)
        let changes = values.filter { UserRecord.differ(present[$0.key], $0.value) }
        let recipients = [DeliveryMedium.email, .sms].compactMap { medium in
            values[medium.verifiedFlag] == "true" ? nil : CodeRecipient(medium, in: changes)
        }.filter { !$0.address.isEmpty }
        let waiting = recipients.filter { waits($0.medium) }
        let later = Dictionary(
            uniqueKeysWithValues: waiting.map { ($0.medium.attribute, $0.address) })
        let wished = names.aliases(
            username: user.username, attributes: present.merging(later) { $1 })
        if let taken = try UserAlias.taken(among: wished, but: user.id, in: user.poolID, db) {
            return .failure(NameRules.taken(taken, .aliasExists))
        }
        let verified = recipients.filter {
            policy.autoVerifiedAttributes.contains($0.medium.attribute)
        }
        for _ in verified {
            let taken = try limit?.take(user.sub, now: now, db)
            guard case .failure(let refusal) = taken else { continue }
            report(.attemptLimitReached(sub: user.sub))
            return .failure(refusal)
        }
        let atOnce = values.filter { later[$0.key] == nil }
        if let taken = try user.change(atOnce, names, now: now, db) {
            return .failure(NameRules.taken(taken, .aliasExists))
        }
        for (name, value) in later { try user.setPending(name, to: value, db) }
        return .success(
            try verified.map { try codes.outgoing($0.medium.purpose, to: user, at: $0, db) })
    }

    private func waits(_ medium: DeliveryMedium) -> Bool {
        policy.userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate
            .contains(medium.attribute)
    }
}

extension DeliveryMedium {
    /// Of the codes that prove an address of the kind.
    var purpose: CodePurpose { self == .email ? .verifyEmail : .verifyPhoneNumber }
}
