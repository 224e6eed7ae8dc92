import CognitoAPI
import GRDB
import StrictJSON

/// Sets attributes, the verified flags included; an empty value deletes. A new address is unverified
/// unless the same call says otherwise.
struct AdminUpdateUserAttributesOperation: AdminOperation {
    static let name = "AdminUpdateUserAttributes"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let given = input.attributes("UserAttributes")
        let policy = parts.policy.userPool
        try judge(given, AttributeRules(schema: policy.schema))
        let now = parts.clock()
        let sub: String = try await AdminDesk(parts: parts).change(input) { user, db in
            try Self.set(given, of: user, NameRules(policy: policy), now: now, db)
                .map { user.sub }
        }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }

    private func judge(_ given: [AttributeType], _ rules: AttributeRules) throws(CognitoError) {
        for attribute in given {
            try rules.demandKnown(attribute.name)
            let isFixed = rules.schema.contains { $0.name == attribute.name && !$0.mutable }
            guard attribute.name != "sub", !isFixed else {
                throw CognitoError(
                    .invalidParameter,
                    "Invalid user attributes: user.\(attribute.name): Attribute cannot be updated. "
                        + "(changing an immutable attribute)\n")
            }
            if let value = attribute.value, !value.isEmpty {
                try rules.demandForm(of: attribute.name, value)
            }
        }
    }

    private static func set(
        _ given: [AttributeType], of user: UserRecord, _ names: NameRules, now: Int64,
        _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let old = try user.attributes(db)
        var new = old
        for address in ["email", "phone_number"] {
            let value = given.last { $0.name == address }?.value
            if let value, value != old[address] { new["\(address)_verified"] = "false" }
        }
        for attribute in given {
            new[attribute.name] = attribute.value.flatMap { $0.isEmpty ? nil : $0 }
        }
        let aliases = names.aliases(username: user.username, attributes: new)
        if let taken = try UserAlias.settle(aliases, of: user.id, in: user.poolID, db) {
            return .failure(NameRules.taken(taken, .aliasExists))
        }
        new["sub"] = nil
        try user.replace(attributes: new, now: now, db)
        return .success(())
    }
}
