/// Carries one letter at a time to where it is wanted.
package protocol MailCarrier: AnyObject {
    /// Blocks until it is known what became of the letter.
    func carry(_ envelope: Envelope) -> MailOutcome
}

/// What became of an attempt at a letter.
package enum MailOutcome: Sendable, Equatable {
    /// The server answers for it now.
    case taken
    /// The server will never take it.
    case refused(MailTrouble)
    /// It may take it another time.
    case failed(MailTrouble)
}

/// Why a letter wasn't taken.
package enum MailTrouble: Sendable, Equatable {
    /// The server's reply (RFC 5321 §4.2); its text may name people.
    case reply(Int)
    /// No connection, or no name.
    case unreachable
    /// No TLS, or not by a certificate that is trusted.
    case untrusted
    case tooSlow
    /// The connection broke.
    case broken
    /// The letter can't be written: no address, or a subject of several lines.
    case unwritable
}
