import CognitoAPI

/// Deletes attributes of the token's user; those that the schema demands stay.
struct DeleteUserAttributesOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let policy: UserPoolPolicy
    private let store: PoolStore

    init(_ parts: PoolParts) {
        gate = parts.gate
        policy = parts.policy.userPool
        store = parts.store
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
        try AttributeCheck(schema: policy.schema, client: grant.client).delete(names)
        try await store.write { db in
            for name in names { try grant.user.remove(name, db) }
        }
        return DeleteUserAttributes.Output()
    }
}
