/// What happened in the pool, for the log: the user's `sub` where there is one, never an e-mail
/// address, password, token or code.
package enum PoolEvent: Sendable, Equatable {
    case signedUp(sub: String)
    case confirmed(sub: String)
    case codeSent(sub: String, purpose: CodePurpose)
    case codeRefused(sub: String, purpose: CodePurpose)
    case signedIn(sub: String, clientID: String)
    /// The credentials were wrong; nil when there is no such user.
    case signInFailed(sub: String?)
    /// Refused unheard, because too many attempts had failed before.
    case lockedOut(sub: String?)
    /// A wrong answer to a challenge.
    case secondFactorRefused(sub: String?)
    case secondFactorSet(sub: String)
    case passwordChanged(sub: String)
    case userDeleted(sub: String)
    case tokensRefreshed(sub: String)
    case passwordReset(sub: String)
    case signedOutEverywhere(sub: String, sessions: Int)
    case sessionRevoked(sub: String)
    /// An administrator did something; the subject is a `sub`, or the id of a pool or client.
    case administered(operation: String, subject: String)
    case attemptLimitReached(sub: String?)
    /// The hashing queue is full: more sign-ins arrive than this machine can check.
    case overloaded
    /// The database or the revocation index failed; the caller got InternalErrorException.
    case failed(reason: String)
}
