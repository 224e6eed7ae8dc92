import CognitoAPI
import GRDB

/// A challenge that a sign-in has to pass next.
struct NextStep: Sendable {
    let state: ChallengeState
    let parameters: [String: String]
    /// The code that the challenge asks for, still to be sent.
    var letter: OutgoingCode?
    var available: [ChallengeName]?

    func output(session: String) -> SignInOutput {
        SignInOutput(
            challengeName: state.challenge.rawValue, challengeParameters: parameters,
            session: session, availableChallenges: available?.map(\.rawValue))
    }
}

/// Decides what a sign-in needs after a proof: first a password of the user's own, then the second
/// factor.
struct NextSteps: Sendable {
    private let newPassword: NewPasswordChallenge

    init(_ parts: PoolParts) {
        newPassword = NewPasswordChallenge(schema: parts.policy.userPool.schema)
    }

    /// Nil when nothing is left to prove.
    ///
    /// - Parameter session: the text that the challenge's session will have.
    func step(
        after proof: SignInProof, _ user: UserRecord, _ attributes: [String: String],
        session: String, now: Int64, _ db: Database
    ) throws -> Result<NextStep?, CognitoError> {
        if user.status == .forceChangePassword {
            return .success(newPassword.step(after: proof, user, attributes))
        }
        return .success(nil)
    }
}
