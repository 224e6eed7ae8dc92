import CognitoAPI

/// The ways to sign in, for the operations of users and of administrators alike: which of them a
/// caller may take is the operation's to say.
struct SignInFlows: Sendable {
    let password: PasswordSignIn
    let srp: SRPSignIn
    let refresher: TokenRefresher
    private let newPassword: NewPasswordStep

    init(_ parts: PoolParts) {
        let challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        let steps = SignInSteps(parts, challenges: challenges)
        let gate = NameGate(width: Limits.checksPerName, depth: Limits.waitingPerName)
        let names = CredentialGate(names: gate, report: parts.report)
        password = PasswordSignIn(parts, steps: steps, names: names)
        srp = SRPSignIn(parts, steps: steps, names: names)
        refresher = TokenRefresher(
            store: parts.store, issuer: parts.issuer, clock: parts.clock, report: parts.report)
        newPassword = NewPasswordStep(parts, challenges: challenges, steps: steps)
    }

    /// Answers a challenge.
    ///
    /// - Throws: `NotAuthorizedException` "Invalid session for the user." and its kin; what the
    ///   challenge refuses.
    func respond(
        to challenge: String, session: String?, responses: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let name = ChallengeName(rawValue: challenge)
        // The secret block is a session of its own.
        if name == .passwordVerifier { return try await srp.finish(responses, client: client) }
        let answer = try ChallengeAnswer(session: session, responses: responses, client: client)
        switch name {
        case .newPasswordRequired: return try await newPassword.perform(answer)
        default: throw CognitoError(.notAuthorized, .invalidSession)
        }
    }
}
