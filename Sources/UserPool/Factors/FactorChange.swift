import CognitoAPI

/// A user's own change of his second factors, whichever operation he asks for it by.
struct FactorChange: Sendable {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let factors: SecondFactors
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        factors = SecondFactors(policy: parts.policy.userPool)
        report = parts.report
    }

    func make(
        _ wishes: FactorPreferences.Wishes, with accessToken: String
    ) async throws(CognitoError) {
        let grant = try await gate.admit(accessToken)
        let (user, attributes) = (grant.user, grant.attributes)
        try await store.decide { [factors] db in
            try FactorPreferences.fulfil(
                wishes, of: user, possible: factors.possible(user, attributes, db), db)
        }
        report(.secondFactorSet(sub: user.sub))
    }
}
