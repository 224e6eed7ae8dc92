import CognitoAPI

/// What a pool's users are called and by which names they sign in (Cognito: UsernameAttributes,
/// AliasAttributes, UsernameConfiguration).
struct NameRules: Sendable {
    let policy: UserPoolPolicy

    /// Whether the username is drawn (the `sub`) and people sign in with an attribute.
    var drawsUsername: Bool { !policy.usernameAttributes.isEmpty }

    /// The attribute that a new account's name becomes; nil for a name of choice.
    ///
    /// - Throws: `InvalidParameterException` "Username should be an email." and the like.
    func attribute(of name: UserName) throws(CognitoError) -> String? {
        drawsUsername ? try addressAttribute(of: name) : try demandPlain(name)
    }

    /// The aliases that a user with these attributes has.
    func aliases(username: String, attributes: [String: String]) -> [UserAlias] {
        if drawsUsername {
            return policy.usernameAttributes.compactMap { Self.alias($0, attributes) }
        }
        let own =
            policy.usernameConfiguration.caseSensitive
            ? nil : (try? UserName(username)).map { UserAlias(name: $0.key, attribute: "username") }
        let others = policy.aliasAttributes.compactMap { attribute in
            attribute == "preferred_username" || attributes["\(attribute)_verified"] == "true"
                ? Self.alias(attribute, attributes) : nil
        }
        return [own].compactMap { $0 } + others
    }

    /// The refusal where an alias has an owner.
    static func taken(_ attribute: String, _ code: CognitoError.Code) -> CognitoError {
        attribute == "username"
            ? CognitoError(.usernameExists, .usernameExists)
            : CognitoError(code, "An account with the given \(attribute) already exists.")
    }

    private static func alias(_ attribute: String, _ attributes: [String: String]) -> UserAlias? {
        attributes[attribute].flatMap { try? UserName($0) }
            .map { UserAlias(name: $0.key, attribute: attribute) }
    }

    private func addressAttribute(of name: UserName) throws(CognitoError) -> String {
        let takesEmail = policy.usernameAttributes.contains("email")
        let takesPhone = policy.usernameAttributes.contains("phone_number")
        if takesEmail, EmailAddress.isValid(name.text) { return "email" }
        if takesPhone, PhoneNumber.isValid(name.text) { return "phone_number" }
        throw switch (takesEmail, takesPhone) {
        case (true, false): CognitoError(.invalidParameter, .usernameNotEmail)
        case (false, _): CognitoError(.invalidParameter, "Username should be a phone number.")
        case (true, true):
            CognitoError(
                .invalidParameter, "Username should be either an email or a phone number.")
        }
    }

    private func demandPlain(_ name: UserName) throws(CognitoError) -> String? {
        if policy.aliasAttributes.contains("email"), EmailAddress.isValid(name.text) {
            throw CognitoError(
                .invalidParameter,
                "Username cannot be of email format, since user pool is configured for email alias."
            )
        }
        if policy.aliasAttributes.contains("phone_number"), PhoneNumber.isValid(name.text) {
            throw CognitoError(
                .invalidParameter,
                "Username cannot be of phone number format, since user pool is configured for "
                    + "phone number alias.")
        }
        return nil
    }
}

/// Phone numbers as Cognito takes them.
enum PhoneNumber {
    /// E.164: `+`, then up to 15 digits, the first not zero.
    static func isValid(_ text: String) -> Bool {
        text.utf8.count <= 16 && text.wholeMatch(of: /\+[1-9][0-9]{1,14}/) != nil
    }
}
