import CognitoAPI
import StrictJSON

struct AdminDeleteUserAttributesOperation: AdminOperation {
    static let name = "AdminDeleteUserAttributes"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let gone = input.texts("UserAttributeNames") ?? []
        let policy = parts.policy.userPool
        try judge(gone, policy)
        let now = parts.clock()
        let sub: String = try await AdminDesk(parts: parts).change(input) { user, db in
            var attributes = try UserRecord.attributes(of: user.id, db)
            for name in gone {
                attributes[name] = nil
                if ["email", "phone_number"].contains(name) {
                    attributes["\(name)_verified"] = nil
                }
            }
            let aliases = NameRules(policy: policy)
                .aliases(username: user.username, attributes: attributes)
            _ = try UserAlias.settle(aliases, of: user.id, in: user.poolID, db)
            try user.replace(attributes: attributes, now: now, db)
            return .success(user.sub)
        }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }

    private func judge(_ names: [String], _ policy: UserPoolPolicy) throws(CognitoError) {
        let own = policy.schema.map(\.name)
        let strangers = names.filter { !StandardAttribute.all.contains($0) && !own.contains($0) }
        guard strangers.isEmpty else {
            let list = strangers.map { "user.\($0): Attribute does not exist in the schema.\n" }
            throw CognitoError(
                .invalidParameter, "Invalid user attributes: " + list.joined())
        }
        let needed = policy.schema.filter(\.required).map(\.name) + policy.usernameAttributes
        guard !names.contains(where: { $0 == "sub" || needed.contains($0) }) else {
            throw CognitoError(.invalidParameter, "Cannot delete required attribute.")
        }
    }
}
