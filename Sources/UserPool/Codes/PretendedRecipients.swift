import Cryptography

/// Where codes go that are never sent: the same for the same name every time, and in the form of
/// real users' addresses.
struct PretendedRecipients: Sendable {
    private let secrets: PoolSecrets
    private let poolID: String
    private let policy: UserPoolPolicy

    init(_ parts: PoolParts) {
        secrets = parts.secrets
        poolID = parts.pool.id
        policy = parts.policy.userPool
    }

    /// A name that is an address or a number is its own; for others one is made up, of the kind that
    /// the pool verifies.
    ///
    /// - Parameters:
    ///   - key: the name, as names are compared.
    ///   - media: how users are reached, the preferred one first.
    func recipient(for key: String, by media: [DeliveryMedium]) -> CodeRecipient {
        if media.contains(.sms), PhoneNumber.isValid(key) { return CodeRecipient(.sms, key) }
        if media.contains(.email), EmailAddress.isValid(key) { return CodeRecipient(.email, key) }
        let verified = media.first { policy.autoVerifiedAttributes.contains($0.attribute) }
        let usual = media.contains(.email) ? .email : media.first
        return madeUp(verified ?? usual ?? .email, key)
    }

    /// Only what `masked` shows of it looks like an address.
    private func madeUp(_ medium: DeliveryMedium, _ key: String) -> CodeRecipient {
        let hash = secrets.keyedHash(of: key, for: "pretended recipient\n\(poolID)")
        switch medium {
        case .email:
            let letters = hash.prefix(2).map { Self.letters[Int($0) % Self.letters.count] }
            return CodeRecipient(.email, letters.map(String.init).joined(separator: "@"))
        case .sms:
            return CodeRecipient(.sms, "+" + hash.prefix(4).map { String($0 % 10) }.joined())
        }
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
}
