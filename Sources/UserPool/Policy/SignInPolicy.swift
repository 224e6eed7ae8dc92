/// Cognito's `SignInPolicyType`.
package struct SignInPolicy: Codable, Sendable, Equatable {
    /// What USER_AUTH may offer.
    package var allowedFirstAuthFactors = [FirstFactor.password]

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        allowedFirstAuthFactors = try members.value(
            .allowedFirstAuthFactors, or: allowedFirstAuthFactors)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case allowedFirstAuthFactors = "AllowedFirstAuthFactors"
    }

    var faults: [String] {
        (1...4).contains(allowedFirstAuthFactors.count)
            ? [] : ["SignInPolicy.AllowedFirstAuthFactors must have 1 to 4 entries"]
    }
}

/// Cognito's `UserAttributeUpdateSettingsType`.
package struct UserAttributeUpdateSettings: Codable, Sendable, Equatable {
    /// `email`, `phone_number`: the old value stays until the new one is verified.
    package var attributesRequireVerificationBeforeUpdate: [String] = []

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        attributesRequireVerificationBeforeUpdate = try members.value(
            .attributesRequireVerificationBeforeUpdate,
            or: attributesRequireVerificationBeforeUpdate)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case attributesRequireVerificationBeforeUpdate =
            "AttributesRequireVerificationBeforeUpdate"
    }
}
