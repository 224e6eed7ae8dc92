import CognitoAPI

/// Which attributes somebody may set with his client, and to what.
struct AttributeCheck {
    let policy: UserPoolPolicy
    let client: AppClient

    private var rules: AttributeRules { AttributeRules(schema: policy.schema) }

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
        for attribute in given { try judge(attribute.name) }
        var attributes = try rules.forms(given, name: name, standsFor: attribute)
        try demandRequired(attributes)
        for address in ["email", "phone_number"] where attributes[address] != nil {
            attributes["\(address)_verified"] = "false"
        }
        return attributes
    }

    /// Attributes that somebody wants to set anew; an empty value deletes.
    ///
    /// - Throws: as `signUp`, and `InvalidParameterException` for a required one without a value.
    func update(_ given: [String: String]) throws(CognitoError) {
        let sorted = given.sorted { $0.key < $1.key }
        try ModelConstraints.check(sorted.map { AttributeType(name: $0.key, value: $0.value) })
        for (name, value) in sorted {
            try judge(name)
            if !value.isEmpty { try rules.demandForm(of: name, value) }
        }
        try demandRequired(given.filter { !$0.value.isEmpty }, among: Set(given.keys))
    }

    /// - Throws: `InvalidParameterException` for an attribute that is set for good.
    func demandMutable(_ names: [String]) throws(CognitoError) {
        for name in names { try rules.demandMutable(name) }
    }

    /// Attributes that somebody wants to be without.
    ///
    /// - Throws: `InvalidParameterException` for those that the schema doesn't have or demands;
    ///   `NotAuthorizedException` for those that the client may not write.
    func delete(_ names: Set<String>) throws(CognitoError) {
        let sorted = names.sorted()
        try rules.demandInSchema(sorted)
        for name in sorted { try judge(name) }
        try demandRequired([:], among: names)
    }

    private func judge(_ name: String) throws(CognitoError) {
        try rules.demandKnown(name)
        guard client.canWrite(name) else {
            throw CognitoError(.notAuthorized, .unauthorizedAttribute)
        }
    }

    private func demandRequired(
        _ attributes: [String: String], among names: Set<String>? = nil
    ) throws(CognitoError) {
        let missing = policy.requiredAttributes.filter {
            attributes[$0] == nil && names?.contains($0) ?? true
        }
        guard missing.isEmpty else {
            let list = missing.map { "\($0): The attribute is required\n" }.joined()
            throw CognitoError(
                .invalidParameter, "Attributes did not conform to the schema: \(list)")
        }
    }
}

extension UserPoolPolicy {
    /// What every user has: what the schema demands, and what signs in. Of an address and a number
    /// one is enough.
    var requiredAttributes: [String] {
        let demanded = schema.filter(\.required).map(\.name)
        let name = usernameAttributes.count == 1 ? usernameAttributes : []
        return demanded + name.filter { !demanded.contains($0) }
    }
}
