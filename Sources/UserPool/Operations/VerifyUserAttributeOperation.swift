import CognitoAPI
import GRDB

/// Verifies an address or number with the code that went there; one that waited for it takes the old
/// one's place.
struct VerifyUserAttributeOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let names: NameRules
    private let store: PoolStore
    private let codes: Codes
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        names = NameRules(policy: parts.policy.userPool)
        store = parts.store
        codes = parts.codes
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<VerifyUserAttribute.Input>] {
        [
            ModelMember("accessToken", .token) { $0.accessToken },
            ModelMember("attributeName", .attributeName) { $0.attributeName },
            ModelMember("code", .code) { $0.code },
        ]
    }

    func perform(
        _ input: VerifyUserAttribute.Input
    ) async throws(CognitoError) -> VerifyUserAttribute.Output {
        let user = try await gate.admit(input.accessToken).user
        let medium = try DeliveryMedium(verifying: input.attributeName)
        let now = clock()
        try await store.decide { [self] db -> Result<Void, CognitoError> in
            let limit = try AttemptLimit.verifyAttribute.take(user.sub, now: now, db)
            if case .failure = limit {
                report(.attemptLimitReached(sub: user.sub))
                return limit
            }
            let verdict = try codes.check(input.code, medium.purpose, for: user.id, db)
            guard case .success = verdict else {
                report(.codeRefused(sub: user.sub, purpose: medium.purpose))
                return verdict.map { _ in }
            }
            if let taken = try settle(medium, of: user, now: now, db) {
                return .failure(NameRules.taken(taken, .aliasExists))
            }
            try codes.void(medium.purpose, for: user.id, db)
            try AttemptLimit.verifyAttribute.giveBack(user.sub, db)
            return .success(())
        }
        return VerifyUserAttribute.Output()
    }

    /// Nil when done; otherwise the attribute that another user signs in with.
    private func settle(
        _ medium: DeliveryMedium, of user: UserRecord, now: Int64, _ db: Database
    ) throws -> String? {
        guard let pending = try user.pending(medium.attribute, db) else {
            return try VerifiedAttribute(medium: medium, seizesAlias: false)
                .settle(for: user, names, db)
        }
        return try user.change(
            [medium.attribute: pending, medium.verifiedFlag: "true"], names, now: now, db)
    }
}
