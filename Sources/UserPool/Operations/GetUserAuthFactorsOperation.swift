import CognitoAPI

/// With what the token's user can sign in, first and second factors.
struct GetUserAuthFactorsOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore
    let factors: FirstFactors

    var model: [ModelMember<GetUserAuthFactors.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(
        _ input: GetUserAuthFactors.Input
    ) async throws(CognitoError) -> GetUserAuthFactors.Output {
        let grant = try await gate.admit(input.accessToken)
        let second = try await store.read { try FactorPreferences.find(userID: grant.user.id, $0) }
        return GetUserAuthFactors.Output(
            username: grant.user.username, preferredMfaSetting: second.preferred?.rawValue,
            userMFASettingList: second.shownList,
            configuredUserAuthFactors: factors.configured(grant.user, grant.attributes)
                .map(\.rawValue))
    }
}
