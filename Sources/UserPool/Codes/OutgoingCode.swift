import GRDB

/// A code that is stored and has still to be sent.
struct OutgoingCode: Sendable {
    let code: String
    let recipient: CodeRecipient
    let sub: String
    let purpose: CodePurpose
    /// What an invitation calls its reader.
    var username: String?
}

extension Codes {
    /// A new code for the user to go there.
    func outgoing(
        _ purpose: CodePurpose, to user: UserRecord, at recipient: CodeRecipient, _ db: Database
    ) throws -> OutgoingCode {
        OutgoingCode(
            code: try issue(purpose, for: user.id, by: recipient.medium, db),
            recipient: recipient, sub: user.sub, purpose: purpose)
    }
}
