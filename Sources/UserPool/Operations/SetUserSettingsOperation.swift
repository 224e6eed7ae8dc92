import CognitoAPI

/// SetUserMFAPreference's predecessor, which knows text messages alone: listed they are on, else off.
struct SetUserSettingsOperation: PoolOperation {
    private let change: FactorChange

    init(_ parts: PoolParts) { change = FactorChange(parts) }

    var model: [ModelMember<SetUserSettings.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(
        _ input: SetUserSettings.Input
    ) async throws(CognitoError) -> SetUserSettings.Output {
        try await change.make(
            .legacy(input.mFAOptions.map(\.deliveryMedium)), with: input.accessToken)
        return SetUserSettings.Output()
    }
}
