import CognitoAPI

/// Which attributes somebody may set, and to what.
struct AttributeCheck {
    let schema: [SchemaAttribute]
    let client: AppClient

    /// The attributes of a sign-up, the e-mail address included; empty values count as absent.
    ///
    /// - Throws: `NotAuthorizedException` "A client attempted to write unauthorized attribute";
    ///   `InvalidParameterException` for attributes that the schema doesn't have, that it demands,
    ///   or that are malformed.
    func signUp(
        _ given: [AttributeType], email: UserName
    ) throws(CognitoError) -> [String: String] {
        var attributes = ["email": email.text]
        for attribute in given {
            try judge(attribute.name)
            attributes[attribute.name] = attribute.value.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let address = attributes["email"], (try? UserName(address))?.key == email.key else {
            throw CognitoError(.invalidParameter, .invalidEmail)
        }
        // As it signs in, not as the attribute came: that one may have spaces around it.
        attributes["email"] = email.text
        if let phone = attributes["phone_number"], !Self.isPhoneNumber(phone) {
            throw CognitoError(.invalidParameter, "Invalid phone number format.")
        }
        try demandRequired(attributes)
        attributes["email_verified"] = "false"
        return attributes
    }

    /// Attributes that somebody wants to set anew; an empty value deletes.
    ///
    /// - Throws: as `signUp`, and `InvalidParameterException` for a required one without a value.
    func update(_ given: [String: String]) throws(CognitoError) {
        try ModelConstraints.check(
            given.sorted { $0.key < $1.key }.map { AttributeType(name: $0.key, value: $0.value) })
        for name in given.keys.sorted() { try judge(name) }
        if let email = given["email"], !EmailAddress.isValid(email) {
            throw CognitoError(.invalidParameter, .invalidEmail)
        }
        if let phone = given["phone_number"], !phone.isEmpty, !Self.isPhoneNumber(phone) {
            throw CognitoError(.invalidParameter, "Invalid phone number format.")
        }
        try demandRequired(given.filter { !$0.value.isEmpty }, among: Set(given.keys))
    }

    /// Attributes that somebody wants to be without.
    ///
    /// - Throws: `InvalidParameterException` for those that the schema doesn't have or demands;
    ///   `NotAuthorizedException` for those that the client may not write.
    func delete(_ names: Set<String>) throws(CognitoError) {
        let unknown = names.sorted().filter { !isKnown($0) }
        guard unknown.isEmpty else {
            let list = unknown.map { "user.\($0): Attribute does not exist in the schema.\n" }
            throw CognitoError(
                .invalidParameter, "Invalid user attributes: \(list.joined())")
        }
        for name in names.sorted() { try judge(name) }
        // The address signs in.
        guard !names.contains("email") else {
            throw CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: email: The attribute is required\n")
        }
        try demandRequired([:], among: names)
    }

    private func isKnown(_ name: String) -> Bool {
        StandardAttribute.all.contains(name) || schema.contains { $0.name == name }
    }

    private func judge(_ name: String) throws(CognitoError) {
        guard isKnown(name) else {
            throw CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: Type for attribute {\(name)} "
                    + "could not be determined")
        }
        guard client.canWrite(name) else {
            throw CognitoError(.notAuthorized, .unauthorizedAttribute)
        }
    }

    private func demandRequired(
        _ attributes: [String: String], among names: Set<String>? = nil
    ) throws(CognitoError) {
        let missing = schema.filter {
            $0.required && attributes[$0.name] == nil && names?.contains($0.name) ?? true
        }
        guard missing.isEmpty else {
            let list = missing.map { "\($0.name): The attribute is required\n" }.joined()
            throw CognitoError(
                .invalidParameter, "Attributes did not conform to the schema: \(list)")
        }
    }

    /// E.164: `+`, then up to 15 digits, the first not zero.
    private static func isPhoneNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /\+[1-9][0-9]{1,14}/) != nil
    }
}
