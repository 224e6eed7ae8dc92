import CognitoAPI

/// Sets attributes of the token's user; an empty value deletes.
struct UpdateUserAttributesOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let update: AttributeUpdate
    private let mailer: CodeMailer
    private let clock: WallClock

    init(_ parts: PoolParts) {
        gate = parts.gate
        policy = parts.policy.userPool
        store = parts.store
        update = AttributeUpdate(parts)
        mailer = parts.mailer
        clock = parts.clock
    }

    var model: [ModelMember<UpdateUserAttributes.Input>] {
        [
            ModelMember(attributes: { $0.userAttributes }),
            ModelMember("accessToken", .token) { $0.accessToken },
        ]
    }

    func perform(
        _ input: UpdateUserAttributes.Input
    ) async throws(CognitoError) -> UpdateUserAttributes.Output {
        let grant = try await gate.admit(input.accessToken)
        let wanted = Dictionary(input.userAttributes.map { ($0.name, $0.value ?? "") }) { $1 }
        let check = AttributeCheck(policy: policy, client: grant.client)
        try check.update(wanted)
        try check.demandMutable(wanted.keys.sorted())
        let now = clock()
        let letters = try await store.decide { [update] db in
            try update.perform(wanted, of: grant.user, limit: .attributeCode, now: now, db)
        }
        for letter in letters { mailer.send(letter) }
        let details = letters.map(\.recipient.details)
        return UpdateUserAttributes.Output(
            codeDeliveryDetailsList: details.isEmpty ? nil : details)
    }
}
