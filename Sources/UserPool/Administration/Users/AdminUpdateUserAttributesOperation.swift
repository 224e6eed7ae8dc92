import CognitoAPI
import StrictJSON

/// Sets attributes, the verified flags included; an empty value deletes.
struct AdminUpdateUserAttributesOperation: AdminOperation {
    static let name = "AdminUpdateUserAttributes"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let given = input.attributes("UserAttributes")
        let policy = parts.policy.userPool
        try judge(given, AttributeRules(schema: policy.schema))
        let now = parts.clock()
        let update = AttributeUpdate(parts)
        let values = Dictionary(given.map { ($0.name, $0.value ?? "") }) { $1 }
        let (sub, letters) = try await AdminDesk(parts: parts).change(input) { user, db in
            try update.perform(values, of: user, limit: nil, now: now, db).map { (user.sub, $0) }
        }
        for letter in letters { parts.mailer.send(letter) }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }

    private func judge(_ given: [AttributeType], _ rules: AttributeRules) throws(CognitoError) {
        for attribute in given {
            try rules.demandKnown(attribute.name)
            try rules.demandMutable(attribute.name)
            if let value = attribute.value, !value.isEmpty {
                try rules.demandForm(of: attribute.name, value)
            }
        }
    }
}
