/// Every bound and time of this room, in one place.
package enum MailLimits {
    /// Letters that wait or are being carried. A letter waits as a closure of some hundred bytes.
    static let letters = 2_000
    /// Letters on their way at the same time: mail services take few connections of one sender.
    static let carriers = 4

    // Milliseconds.
    static let connect: Int64 = 10_000
    /// From connecting to the server's word for the whole letter: a spam filter may think for long.
    static let carrying: Int64 = 60_000
    /// Before the second attempt; doubled before each further one.
    static let firstPause: Int64 = 1_000
    static let longestPause: Int64 = 300_000
    /// While the office closes there is no time for longer ones, nor for more attempts than these: a
    /// successor may wait for this process's end.
    static let closingPause: Int64 = 500
    static let closingAttempts = 3
    /// No attempt later than that after the letter was posted: a code to reset a password is void
    /// by then.
    static let patience: Int64 = 3_600_000

    /// How often an office that closes looks whether it is empty.
    static let closingLook = Duration.milliseconds(10)

    // Sizes, bytes.
    /// An address (RFC 5321 §4.5.3.1.3, less the brackets).
    static let address = 254
    static let localPart = 64
    static let domainLabel = 63
    /// A subject or a name that is longer than that is encoded, which folds it.
    static let plainHeader = 60
    /// UTF-8 bytes within one encoded word, so that 76 characters hold it with everything around and
    /// `Subject: ` before it (RFC 2047 §2).
    static let encodedWord = 39
    /// A line of quoted-printable without its line break (RFC 2045 §6.7).
    static let quotedLine = 76
}
