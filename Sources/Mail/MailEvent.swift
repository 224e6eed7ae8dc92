/// What happened to letters, for the log: never a recipient, a subject or a code.
package enum MailEvent: Sendable, Equatable {
    /// - Parameters:
    ///   - id: the beginning of the letter's Message-ID.
    ///   - kind: what the poster called it.
    case taken(id: String, kind: String, attempts: Int)
    /// There will be another attempt.
    case postponed(id: String, kind: String, attempts: Int, trouble: MailTrouble)
    /// Nobody gets it: the server refused it, or time ran out.
    case lost(id: String, kind: String, attempts: Int, trouble: MailTrouble)
    /// Too many wait already.
    case full(kind: String)
    /// The office closed before they were carried.
    case abandoned(letters: Int)
}
