import GRDB

/// A code that is stored and has still to be sent.
struct OutgoingCode: Sendable {
    let code: String
    let recipient: String
    let medium: DeliveryMedium
    let sub: String
    let purpose: CodePurpose
}

extension Codes {
    func outgoing(
        _ purpose: CodePurpose, by medium: DeliveryMedium, to address: String,
        of user: UserRecord, _ db: Database
    ) throws -> OutgoingCode {
        OutgoingCode(
            code: try issue(purpose, for: user.id, by: medium, db), recipient: address,
            medium: medium, sub: user.sub, purpose: purpose)
    }

    /// A new code for the user with the address it goes to.
    func outgoing(_ purpose: CodePurpose, to user: UserRecord, _ db: Database) throws
        -> OutgoingCode
    {
        OutgoingCode(
            code: try issue(purpose, for: user.id, by: .email, db),
            recipient: try user.attributes(db)["email"] ?? user.username, medium: .email,
            sub: user.sub,
            purpose: purpose)
    }
}
