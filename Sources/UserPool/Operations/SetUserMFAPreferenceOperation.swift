import CognitoAPI

/// Turns the user's second factors on and off.
struct SetUserMFAPreferenceOperation: PoolOperation {
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

    var model: [ModelMember<SetUserMFAPreference.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(
        _ input: SetUserMFAPreference.Input
    ) async throws(CognitoError) -> SetUserMFAPreference.Output {
        let grant = try await gate.admit(input.accessToken)
        let wishes = FactorPreferences.Wishes(
            sms: input.sMSMfaSettings, softwareToken: input.softwareTokenMfaSettings,
            email: input.emailMfaSettings)
        let (user, attributes) = (grant.user, grant.attributes)
        try await store.decide { [factors] db in
            try FactorPreferences.fulfil(
                wishes, of: user, possible: factors.possible(user, attributes, db), db)
        }
        report(.secondFactorSet(sub: user.sub))
        return SetUserMFAPreference.Output()
    }
}
