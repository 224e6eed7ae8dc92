import CognitoAPI

/// Deletes attributes of the token's user; those that the schema demands stay.
struct DeleteUserAttributesOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let clock: WallClock

    init(_ parts: PoolParts) {
        gate = parts.gate
        policy = parts.policy.userPool
        store = parts.store
        clock = parts.clock
    }

    var model: [ModelMember<DeleteUserAttributes.Input>] {
        [
            ModelMember(attributes: { input in
                input.userAttributeNames.map { AttributeType(name: $0, value: nil) }
            }),
            ModelMember("accessToken", .token) { $0.accessToken },
        ]
    }

    func perform(
        _ input: DeleteUserAttributes.Input
    ) async throws(CognitoError) -> DeleteUserAttributes.Output {
        let grant = try await gate.admit(input.accessToken)
        let names = Set(input.userAttributeNames)
        let check = AttributeCheck(policy: policy, client: grant.client)
        try check.delete(names)
        try check.demandMutable(names.sorted())
        let gone = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
        let rules = NameRules(policy: policy)
        let now = clock()
        try await store.write { db in
            // Fewer names are never another user's.
            _ = try grant.user.change(gone, rules, now: now, db)
        }
        return DeleteUserAttributes.Output()
    }
}
