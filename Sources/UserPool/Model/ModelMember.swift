import CognitoAPI

/// A member of an operation's input with the constraint that Cognito's service model puts on it.
struct ModelMember<Input: Sendable>: Sendable {
    /// As in Cognito's texts: `confirmationCode`.
    let name: String
    let isRequired: Bool
    private let check: @Sendable (Input) -> [String]

    /// The members of `input` that break their constraint, each as Cognito says it.
    func faults(in input: Input) -> [String] { check(input) }

    init(
        _ name: String, _ rule: ModelRule, required: Bool = true,
        of value: @escaping @Sendable (Input) -> String?
    ) {
        self.name = name
        isRequired = required
        check = { input in value(input).map { rule.faults(of: $0, named: name) } ?? [] }
    }

    /// An entry of AuthParameters or ChallengeResponses. The model has no rule for those, but nobody
    /// could sign up with what breaks the rule of the member it stands for. Empty counts as absent.
    init(
        entry key: String, of map: @escaping @Sendable (Input) -> [String: String]?,
        _ rule: ModelRule
    ) {
        self.init(key.lowercased(), rule, required: false) { input in
            map(input)?[key].flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// The name and value constraints on each attribute of a list.
    init(attributes value: @escaping @Sendable (Input) -> [AttributeType]?) {
        name = "userAttributes"
        isRequired = false
        check = { input in ModelConstraints.faults(of: value(input) ?? []) }
    }
}

/// Refusals of the service model, before any operation's own.
enum ModelConstraints {
    /// - Throws: `InvalidParameterException`, "2 validation errors detected: …; …".
    static func check<Input>(_ input: Input, _ model: [ModelMember<Input>]) throws(CognitoError) {
        let faults = model.flatMap { $0.faults(in: input) }
        if !faults.isEmpty { throw refusal(faults) }
    }

    /// The same for attributes that came otherwise than as a list.
    static func check(_ attributes: [AttributeType]) throws(CognitoError) {
        let faults = faults(of: attributes)
        if !faults.isEmpty { throw refusal(faults) }
    }

    static func faults(of attributes: [AttributeType]) -> [String] {
        attributes.enumerated().flatMap { index, attribute in
            let place = "userAttributes.\(index + 1).member"
            return ModelRule.attributeName.faults(of: attribute.name, named: place + ".name")
                + ModelRule.attributeValue.faults(
                    of: attribute.value ?? "", named: place + ".value")
        }
    }

    /// What Cognito says of required members that are absent.
    static func absent(_ names: [String]) -> CognitoError {
        refusal(
            names.map {
                "Value null at '\($0)' failed to satisfy constraint: Member must not be null"
            })
    }

    /// Cognito's refusal of all `faults` at once.
    static func refusal(_ faults: [String]) -> CognitoError {
        let count = "\(faults.count) validation error\(faults.count == 1 ? "" : "s") detected: "
        return CognitoError(.invalidParameter, count + faults.joined(separator: "; "))
    }
}
