import CognitoAPI

/// Verifies an address or number with the code that went there; one that waited for it takes the old
/// one's place.
struct VerifyUserAttributeOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let codes: Codes
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
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
        try await store.decide { [codes, report] db in
            let limit = try AttemptLimit.verifyAttribute.take(user.sub, now: now, db)
            if case .failure = limit {
                report(.attemptLimitReached(sub: user.sub))
                return limit
            }
            let verdict = try codes.redeem(input.code, medium.purpose, for: user.id, db)
            guard case .success = verdict else {
                report(.codeRefused(sub: user.sub, purpose: medium.purpose))
                return verdict.map { _ in }
            }
            if let pending = try user.pending(medium.attribute, db) {
                try user.removePending(medium.attribute, db)
                guard try user.change(medium.attribute, to: pending, isVerified: true, db) else {
                    return .failure(CognitoError(.aliasExists, .emailExists))
                }
            } else {
                try UserRecord.set(medium.verifiedFlag, to: "true", of: user.id, db)
            }
            return .success(())
        }
        return VerifyUserAttribute.Output()
    }
}
