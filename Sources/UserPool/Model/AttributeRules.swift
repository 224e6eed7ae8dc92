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
        guard isKnown(name) else {
            throw CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: Type for attribute {\(name)} "
                    + "could not be determined")
        }
    }

    /// - Throws: `InvalidParameterException` for an attribute that is set for good.
    func demandMutable(_ name: String) throws(CognitoError) {
        let isFixed = schema.contains { $0.name == name && !$0.mutable }
        guard name != "sub", !isFixed else {
            throw CognitoError(
                .invalidParameter,
                "Invalid user attributes: user.\(name): Attribute cannot be updated. "
                    + "(changing an immutable attribute)\n")
        }
    }

    /// The same for names that are to be deleted, all of them in one refusal.
    func demandInSchema(_ names: [String]) throws(CognitoError) {
        let strangers = names.filter { !isKnown($0) }
        guard strangers.isEmpty else {
            let list = strangers.map { "user.\($0): Attribute does not exist in the schema.\n" }
            throw CognitoError(.invalidParameter, "Invalid user attributes: \(list.joined())")
        }
    }

    private func isKnown(_ name: String) -> Bool {
        StandardAttribute.all.contains(name) || schema.contains { $0.name == name }
    }

    func demandForm(of name: String, _ value: String) throws(CognitoError) {
        switch name {
        case "email" where !EmailAddress.isValid(value):
            throw CognitoError(.invalidParameter, .invalidEmail)
        case "phone_number" where !PhoneNumber.isValid(value):
            throw CognitoError(.invalidParameter, Self.invalidPhone)
        default: break
        }
        let attribute = schema.first { $0.name == name } ?? SchemaAttribute(name: name)
        guard let fault = attribute.fault(of: value) else { return }
        throw CognitoError(
            .invalidParameter, "Attributes did not conform to the schema: \(name): \(fault)\n")
    }

    private static let invalidPhone = "Invalid phone number format."
}
