import CognitoAPI

/// Which attributes somebody may set, and to what.
struct AttributeCheck {
    let schema: [SchemaAttribute]
    let client: AppClient

    /// The attributes of a sign-up, the one that the name stands for included; empty values count as
    /// absent.
    ///
    /// - Parameter attribute: what the name is: `email`, `phone_number`; nil for a name of choice.
    /// - Throws: `NotAuthorizedException` "A client attempted to write unauthorized attribute";
    ///   `InvalidParameterException` for attributes that the schema doesn't have, that it demands,
    ///   or that are malformed.
    func signUp(
        _ given: [AttributeType], name: UserName, standsFor attribute: String?
    ) throws(CognitoError) -> [String: String] {
        for attribute in given {
            try AttributeRules(schema: schema).demandKnown(attribute.name)
            guard client.canWrite(attribute.name) else {
                throw CognitoError(.notAuthorized, .unauthorizedAttribute)
            }
        }
        var attributes = try AttributeRules(schema: schema)
            .forms(given, name: name, standsFor: attribute)
        try demandRequired(attributes)
        for address in ["email", "phone_number"] where attributes[address] != nil {
            attributes["\(address)_verified"] = "false"
        }
        return attributes
    }

    private func demandRequired(_ attributes: [String: String]) throws(CognitoError) {
        let missing = schema.filter { $0.required && attributes[$0.name] == nil }
        guard missing.isEmpty else {
            let list = missing.map { "\($0.name): The attribute is required\n" }.joined()
            throw CognitoError(
                .invalidParameter, "Attributes did not conform to the schema: \(list)")
        }
    }
}
