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
