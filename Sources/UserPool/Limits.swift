import Foundation
import JSONWebToken
import Revocation

/// The numbers of this room. Where Cognito documents one, it is Cognito's.
enum Limits {
    // Codes (Cognito: codes are six digits; 24 h for sign-up, 1 h for a forgotten password).
    static let codeDigits = 6
    static let confirmationCodeLife: Int64 = 24 * 3_600_000
    static let resetCodeLife: Int64 = 3_600_000

    /// The longest AuthSessionValidity; the session decides.
    static let challengeCodeLife: Int64 = 900_000
    /// Sign-in codes that need no password have eight.
    static let signInCodeDigits = 8
    /// Bytes of an authenticator app's secret: 52 characters of base32, as Cognito's.
    static let softwareSecretBytes = 32

    // Attempts per user within `attemptWindow` milliseconds (Cognito's quotas per user and hour).
    static let attemptWindow: Int64 = 3_600_000
    static let confirmAttempts = 15
    /// Wrong answers that end a code: one that is guessed at for hours must not outlive the hourly limit.
    static let guessesPerCode = 15
    static let resendAttempts = 5
    /// ChangePassword.
    static let changePasswordAttempts = 5
    /// Codes that may be tried, or sent, before a right one: of a million codes of which three are
    /// good, 20 an hour leave a guesser with a password in hand years.
    static let challengeAttempts = 20
    /// ForgotPassword and ConfirmForgotPassword together.
    static let resetAttempts = 20

    // Lockout (Cognito: five failures are free, then 1 s, 2 s, 4 s … up to about 15 minutes; the
    // counter is forgotten after 15 quiet minutes). Milliseconds.
    static let freeFailures = 5
    static let lockoutStart: Int64 = 1_000
    static let lockoutEnd: Int64 = 900_000
    static let quietTime: Int64 = 900_000
    /// Password checks at the same time for one name: fewer than the free failures, so that a
    /// user's parallel sign-ins don't lock each other out.
    static let checksPerName = 4
    /// Sign-ins of one name that may wait for their turn.
    static let waitingPerName = 64

    /// Asked once, as it takes several files of the system's.
    private static let cores = ProcessInfo.processInfo.activeProcessorCount

    // Work off the caller's executor. One hash takes 19 MiB and about 30 ms with OWASP's cost:
    // one core stays free for the sockets, and nobody waits longer than about two seconds for a
    // machine's cores. Workers that never rest leave hashing a tenth of one: then whoever waits past
    // the request's time is answered 503, and not hashed for.
    static let hashWidth = max(1, cores - 1)
    static let hashDepth = 64 * hashWidth
    /// How long a sign-in waits for its refusal when the queue is full: 200 clients that ask again at
    /// once are some 300 refusals a second then, 2 % of a core; without it they are 10,000.
    static let refusalPause = Duration.milliseconds(500)
    /// A signature takes about 1 ms.
    static let signWidth = max(1, cores / 2)
    static let signDepth = 1_024

    /// A step of SRP takes some milliseconds.
    static let srpWidth = max(1, cores / 2)
    static let srpDepth = 512

    // Sign-in in several steps.
    /// Bytes of an SRP salt, as Cognito's.
    static let saltBytes = 16
    /// Bytes of our secret number in SRP: twice the group's strength of about 128 bits, and more.
    static let srpSecretBytes = 48
    /// How far a client's clock may be off when it signs, milliseconds.
    static let timestampSkew: Int64 = 300_000
    /// Random bytes of a challenge's session: far beyond guessing, within the model's 20 to 2048
    /// characters.
    static let sessionBytes = 96
    /// Of one user's waiting sign-ins, when an answer doesn't say which it means.
    static let sessionsLookedAt = 32
    /// Expired sessions stay this long, so that they are called expired, milliseconds.
    static let expiredChallengeKept: Int64 = 900_000

    // Devices.
    /// `us-east-1_` and a UUID; the model's 55.
    static let deviceKeyBytes = 55
    /// Clients make 16 bytes, and a zero before them.
    static let deviceSaltBytes = 64
    static let devicesPerPage = 60
    /// Devices that nobody confirmed are forgotten after a day.
    static let unconfirmedDeviceKept: Int64 = 86_400_000

    // Housekeeping, milliseconds.
    static let sweepInterval: Int64 = 60_000
    /// Expired sessions stay this long, so that their refresh token is called expired, not invalid.
    static let expiredSessionKept: Int64 = 7 * 86_400_000
    /// Refresh tokens changed for others stay this long, so that their reuse is noticed.
    static let rotatedTokenKept: Int64 = 86_400_000
    /// Sessions revoked this recently are told to the revocation index again at start: a crash
    /// between the two must not leave their tokens alive. No token lives longer than a day.
    static let revocationReplay = TokenLife.longest * 1_000

    // Sizes, bytes.
    /// Names: 128 code points in Cognito's model.
    static let nameBytes = 512
    /// Passwords: 256 code points in Cognito's model.
    static let passwordBytes = 1_024
    /// Names of members and map entries, escapes included.
    static let memberNameBytes = 512
    /// Of a refused value that is repeated in the refusal.
    static let shownBytes = 256
    /// A secret block in base64; ours have about 2 KiB.
    static let secretBlockBytes = 8_192
    /// How long a token of ListUsers is good, milliseconds (Cognito: an hour).
    static let pageTokenLife: Int64 = 3_600_000
    // Counts (Cognito's quotas, where it has one).
    static let pools = 1_000
    static let clients = 1_000
    /// Of a client: the one in use and the one that follows it.
    static let clientSecrets = 2
    /// Of a pool: a prefix and one of its own.
    static let domains = 2
    static let customAttributes = 50
    static let identityProviders = 300
    /// Entries of a page; also what a caller gets who names no number.
    static let pageEntries = 60
    /// Characters of a temporary password, at least.
    static let temporaryPasswordLength = 12

    /// Cognito's model: 55 characters.
    static let poolIDBytes = 55
    /// Elements of a list whose length Cognito's model doesn't bound.
    static let listElements = 1_000
    static let keyFileBytes = 16_384
    static let codeKeyBytes = 32
    static let inboxMessages = 1_000

    /// Whole seconds, rounded up, until a moment given in milliseconds.
    static func seconds(until end: Int64, now: Int64) -> Int {
        Int(clamping: (max(0, end - now) + 999) / 1_000)
    }

    /// Tokens are our own, of one clock, which may be set back though: no grace for dead tokens, a
    /// minute for what was just signed.
    static let clockSkew = ClockSkew(expiry: 0, future: 60)
}
