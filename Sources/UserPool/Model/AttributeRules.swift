import CognitoAPI

/// What attributes must look like, whoever sets them.
struct AttributeRules {
    let schema: [SchemaAttribute]

    /// The values of a new account by name, the one that its name stands for included; empty values
    /// count as absent, and of two the later counts.
    func forms(
        _ given: [AttributeType], name: UserName, standsFor attribute: String?
    ) throws(CognitoError) -> [String: String] {
        var attributes: [String: String] = [:]
        if let attribute { attributes[attribute] = name.text }
        for given in given {
            attributes[given.name] = given.value.flatMap { $0.isEmpty ? nil : $0 }
        }
        if let attribute {
            guard let value = attributes[attribute], (try? UserName(value))?.key == name.key else {
                throw CognitoError(
                    .invalidParameter,
                    attribute == "email"
                        ? CognitoError.Text.invalidEmail.rawValue : Self.invalidPhone)
            }
            // As it signs in, not as the attribute came: that one may have spaces around it.
            attributes[attribute] = name.text
        }
        for (name, value) in attributes { try demandForm(of: name, value) }
        return attributes
    }

    /// - Throws: `InvalidParameterException` for a name that neither Cognito nor the schema has.
    func demandKnown(_ name: String) throws(CognitoError) {
        guard StandardAttribute.all.contains(name) || schema.contains(where: { $0.name == name })
        else {
            throw CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: Type for attribute {\(name)} "
                    + "could not be determined")
        }
    }

    func demandForm(of name: String, _ value: String) throws(CognitoError) {
        switch name {
        case "email" where !EmailAddress.isValid(value):
            throw CognitoError(.invalidParameter, .invalidEmail)
        case "phone_number" where !PhoneNumber.isValid(value):
            throw CognitoError(.invalidParameter, Self.invalidPhone)
        case "email_verified", "phone_number_verified":
            guard ["true", "false"].contains(value.lowercased()) else {
                throw CognitoError(
                    .invalidParameter,
                    "Attributes did not conform to the schema: \(name): Must be a boolean\n")
            }
        default: break
        }
    }

    private static let invalidPhone = "Invalid phone number format."
}
