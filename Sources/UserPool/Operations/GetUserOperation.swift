import CognitoAPI

/// The token's user: name and the attributes that the client may read, `sub` first.
struct GetUserOperation: PoolOperation {
    let gate: AccessTokenGate
    let store: PoolStore

    var model: [ModelMember<GetUser.Input>] {
        [ModelMember("accessToken", .token) { $0.accessToken }]
    }

    func perform(_ input: GetUser.Input) async throws(CognitoError) -> GetUser.Output {
        let grant = try await gate.admit(input.accessToken)
        let readable = grant.attributes.filter { $0.key != "sub" && grant.client.canRead($0.key) }
        let attributes = readable.sorted { $0.key < $1.key }.map {
            AttributeType(name: $0.key, value: $0.value)
        }
        let factors = try await store.read { try FactorPreferences.find(userID: grant.user.id, $0) }
        return GetUser.Output(
            username: grant.user.username,
            userAttributes: [AttributeType(name: "sub", value: grant.user.sub)] + attributes,
            userMFASettingList: factors.shownList, preferredMfaSetting: factors.preferred?.rawValue)
    }
}
