/// Whether GetTokensFromRefreshToken gives a new refresh token for the old; Cognito's
/// `RefreshTokenRotationType`.
package struct RefreshTokenRotation: Codable, Sendable, Equatable {
    package enum Feature: String, Codable, Sendable {
        case enabled = "ENABLED"
        case disabled = "DISABLED"
    }

    package var feature = Feature.disabled
    /// Seconds that the old token still works, 0 to 60: an answer may get lost on the way.
    package var retryGracePeriodSeconds = 0

    package init(feature: Feature = .disabled, retryGracePeriodSeconds: Int = 0) {
        self.feature = feature
        self.retryGracePeriodSeconds = retryGracePeriodSeconds
    }

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        feature = try members.value(.feature, or: feature)
        retryGracePeriodSeconds = try members.value(
            .retryGracePeriodSeconds, or: retryGracePeriodSeconds)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case feature = "Feature"
        case retryGracePeriodSeconds = "RetryGracePeriodSeconds"
    }

    var isOn: Bool { feature == .enabled }
    var graceMilliseconds: Int64 { Int64(retryGracePeriodSeconds) * 1_000 }
}
