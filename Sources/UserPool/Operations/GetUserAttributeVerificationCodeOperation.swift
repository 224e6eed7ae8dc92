import CognitoAPI

/// Sends a code to the user's address or number, or to the one that waits to take its place.
struct GetUserAttributeVerificationCodeOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let store: PoolStore
    private let codes: Codes
    private let mailer: CodeMailer
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        gate = parts.gate
        store = parts.store
        codes = parts.codes
        mailer = parts.mailer
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<GetUserAttributeVerificationCode.Input>] {
        [
            ModelMember("accessToken", .token) { $0.accessToken },
            ModelMember("attributeName", .attributeName) { $0.attributeName },
        ]
    }

    func perform(
        _ input: GetUserAttributeVerificationCode.Input
    ) async throws(CognitoError) -> GetUserAttributeVerificationCode.Output {
        let grant = try await gate.admit(input.accessToken)
        let (user, attributes, now) = (grant.user, grant.attributes, clock())
        let medium = try DeliveryMedium(verifying: input.attributeName)
        let letter: OutgoingCode = try await store.decide { [codes, report] db in
            let limit = try AttemptLimit.attributeCode.take(user.sub, now: now, db)
            if case .failure(let refusal) = limit {
                report(.attemptLimitReached(sub: user.sub))
                return .failure(refusal)
            }
            let pending = try user.pending(medium.attribute, db)
            guard let address = pending ?? attributes[medium.attribute] else {
                return .failure(
                    CognitoError(.invalidParameter, "User has no attribute \(medium.attribute)"))
            }
            return .success(
                try codes.outgoing(
                    medium.purpose, to: user, at: CodeRecipient(medium, address), db))
        }
        mailer.send(letter)
        return GetUserAttributeVerificationCode.Output(
            codeDeliveryDetails: letter.recipient.details)
    }
}

extension DeliveryMedium {
    /// - Throws: `InvalidParameterException` for an attribute that no code can prove.
    init(verifying attribute: String) throws(CognitoError) {
        guard let medium = DeliveryMedium(attribute: attribute) else {
            throw CognitoError(
                .invalidParameter, "Only email and phone_number can be verified with a code")
        }
        self = medium
    }
}
