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
            // Fewer names are never another user's.
            _ = try user.change(
                Dictionary(gone.map { ($0, "") }) { $1 }, NameRules(policy: policy), now: now, db)
            return .success(user.sub)
        }
        parts.report(.administered(operation: Self.name, subject: sub))
        return [:]
    }

    private func judge(_ names: [String], _ policy: UserPoolPolicy) throws(CognitoError) {
        let rules = AttributeRules(schema: policy.schema)
        try rules.demandInSchema(names)
        for name in names where name != "sub" { try rules.demandMutable(name) }
        let needed = policy.schema.filter(\.required).map(\.name) + policy.usernameAttributes
        guard !names.contains(where: { $0 == "sub" || needed.contains($0) }) else {
            throw CognitoError(.invalidParameter, "Cannot delete required attribute.")
        }
    }
}
