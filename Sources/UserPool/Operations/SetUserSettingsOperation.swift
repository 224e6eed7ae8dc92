import CognitoAPI

/// SetUserMFAPreference's predecessor, which knows text messages alone: listed they are on, else off.
struct SetUserSettingsOperation: PoolOperation {
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

    var model: [ModelMember<SetUserSettings.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(
        _ input: SetUserSettings.Input
    ) async throws(CognitoError) -> SetUserSettings.Output {
        let grant = try await gate.admit(input.accessToken)
        let (user, attributes) = (grant.user, grant.attributes)
        let wishes = FactorPreferences.Wishes.legacy(input.mFAOptions.map(\.deliveryMedium))
        try await store.decide { [factors] db in
            try FactorPreferences.fulfil(
                wishes, of: user, possible: factors.possible(user, attributes, db), db)
        }
        report(.secondFactorSet(sub: user.sub))
        return SetUserSettings.Output()
    }
}
