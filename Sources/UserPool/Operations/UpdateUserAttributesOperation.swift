import CognitoAPI
import GRDB

/// Sets attributes of the token's user; an empty value deletes.
///
/// A new address or number counts at once and is unverified, unless the pool wants it verified
/// before (AttributesRequireVerificationBeforeUpdate): then the old one stays until
/// VerifyUserAttribute.
struct UpdateUserAttributesOperation: PoolOperation {
    private let gate: AccessTokenGate
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let codes: Codes
    private let mailer: CodeMailer

    init(_ parts: PoolParts) {
        gate = parts.gate
        policy = parts.policy.userPool
        store = parts.store
        codes = parts.codes
        mailer = parts.mailer
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
        try AttributeCheck(schema: policy.schema, client: grant.client).update(wanted)
        if wanted["email"] == "" {
            throw CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: email: The attribute is required\n")
        }
        let letters = try await set(wanted, of: grant.user)
        for letter in letters { mailer.send(letter) }
        let details = letters.map { CodeMailer.details(of: $0.recipient, $0.medium) }
        return UpdateUserAttributes.Output(
            codeDeliveryDetailsList: details.isEmpty ? nil : details)
    }

    /// The codes to send; all attributes are set, or none.
    private func set(
        _ wanted: [String: String], of user: UserRecord
    ) async throws(CognitoError) -> [OutgoingCode] {
        try await store.decide { [self] db in
            let present = try user.attributes(db)
            let changes = wanted.filter { present[$0.key] ?? "" != $0.value }
            if let email = changes["email"], try isTaken(email, user, db) {
                return .failure(CognitoError(.aliasExists, .emailExists))
            }
            return .success(
                try changes.sorted { $0.key < $1.key }.compactMap { name, value in
                    try set(name, value, of: user, db)
                })
        }
    }

    private func isTaken(_ email: String, _ user: UserRecord, _ db: Database) throws -> Bool {
        guard let name = try? UserName(email) else { return true }
        return try UserRecord.find(name, db).map { $0.id != user.id } ?? false
    }

    private func set(
        _ name: String, _ value: String, of user: UserRecord, _ db: Database
    ) throws -> OutgoingCode? {
        guard !value.isEmpty else {
            try user.remove(name, db)
            return nil
        }
        let waits = policy.userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate
        if waits.contains(name) {
            try user.setPending(name, to: value, db)
        } else {
            _ = try user.change(name, to: value, db)
        }
        guard let medium = DeliveryMedium(attribute: name),
            policy.autoVerifiedAttributes.contains(name)
        else { return nil }
        return try codes.outgoing(medium, to: value, of: user, db)
    }
}

extension Codes {
    /// A code that proves an address or number.
    func outgoing(
        _ medium: DeliveryMedium, to address: String, of user: UserRecord, _ db: Database
    ) throws -> OutgoingCode {
        try outgoing(medium.purpose, by: medium, to: address, of: user, db)
    }
}

extension DeliveryMedium {
    /// Of the codes that prove an address of the kind.
    var purpose: CodePurpose { self == .email ? .verifyEmail : .verifyPhoneNumber }
}
