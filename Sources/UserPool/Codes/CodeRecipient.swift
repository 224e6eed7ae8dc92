import CognitoAPI

/// Where a code goes: the kind of address, which is an attribute of the user, and its value.
struct CodeRecipient: Sendable, Equatable {
    let medium: DeliveryMedium
    let address: String

    init(_ medium: DeliveryMedium, _ address: String) {
        self.medium = medium
        self.address = address
    }

    /// Nil for a user without such an address.
    init?(_ medium: DeliveryMedium, in attributes: [String: String]) {
        guard let address = attributes[medium.attribute] else { return nil }
        self.init(medium, address)
    }

    /// The attribute that a new account has to verify: of both, the phone number (Cognito sends one
    /// code alone). Nil when the pool verifies nothing that he has.
    init?(toVerify policy: UserPoolPolicy, attributes: [String: String]) {
        let media = [DeliveryMedium.sms, .email].filter {
            policy.autoVerifiedAttributes.contains($0.attribute)
        }
        guard let found = media.lazy.compactMap({ Self($0, in: attributes) }).first else {
            return nil
        }
        self = found
    }

    /// The first of `media` whose address is verified; nil when none is.
    init?(verifiedIn attributes: [String: String], of media: [DeliveryMedium]) {
        let verified = media.filter { attributes[$0.verifiedFlag] == "true" }
        guard let found = verified.lazy.compactMap({ Self($0, in: attributes) }).first else {
            return nil
        }
        self = found
    }

    /// What every answer shows, whether or not a code went out.
    var details: CodeDeliveryDetails {
        CodeDeliveryDetails(
            destination: medium.masked(address), deliveryMedium: medium.rawValue,
            attributeName: medium.attribute)
    }
}
