import CognitoAPI

/// Where a code goes: an attribute of the user and its value.
struct CodeRecipient: Sendable, Equatable {
    let attribute: String
    let address: String

    /// The attribute that a new account has to verify: of both, the phone number (Cognito sends one
    /// code alone). Nil when the pool verifies nothing that he has.
    init?(toVerify policy: UserPoolPolicy, attributes: [String: String]) {
        let names = ["phone_number", "email"].filter(policy.autoVerifiedAttributes.contains)
        guard let name = names.first(where: { attributes[$0] != nil }),
            let address = attributes[name]
        else { return nil }
        attribute = name
        self.address = address
    }

    /// The verified attribute by which a lost password comes back, the phone number first (Cognito's
    /// rule where AccountRecoverySetting is not set); nil when none is verified.
    init?(verifiedIn attributes: [String: String]) {
        let names = ["phone_number", "email"]
        guard let name = names.first(where: { attributes["\($0)_verified"] == "true" }),
            let address = attributes[name]
        else { return nil }
        attribute = name
        self.address = address
    }

    /// What a name that nobody has looks like: an e-mail address unless it is a phone number.
    init(pretendedFor name: UserName) {
        attribute = PhoneNumber.isValid(name.text) ? "phone_number" : "email"
        address = name.text
    }

    init(attribute: String, address: String) {
        self.attribute = attribute
        self.address = address
    }

    /// What every answer shows, whether or not a code went out.
    var details: CodeDeliveryDetails {
        attribute == "phone_number"
            ? CodeDeliveryDetails(
                destination: PhoneNumber.masked(address), deliveryMedium: "SMS",
                attributeName: attribute)
            : CodeMailer.details(of: address)
    }
}
