import CognitoAPI

/// Turns the user's second factors on and off.
struct SetUserMFAPreferenceOperation: PoolOperation {
    private let change: FactorChange

    init(_ parts: PoolParts) { change = FactorChange(parts) }

    var model: [ModelMember<SetUserMFAPreference.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(
        _ input: SetUserMFAPreference.Input
    ) async throws(CognitoError) -> SetUserMFAPreference.Output {
        try await change.make(
            FactorPreferences.Wishes(
                sms: input.sMSMfaSettings, softwareToken: input.softwareTokenMfaSettings,
                email: input.emailMfaSettings), with: input.accessToken)
        return SetUserMFAPreference.Output()
    }
}
