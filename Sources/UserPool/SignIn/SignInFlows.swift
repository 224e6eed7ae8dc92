import CognitoAPI

/// The ways to sign in, for the operations of users and of administrators alike: which of them a
/// caller may take is the operation's to say.
struct SignInFlows: Sendable {
    let password: PasswordSignIn
    let srp: SRPSignIn
    let choice: ChoiceSignIn
    let refresher: TokenRefresher
    private let newPassword: NewPasswordStep
    private let secondFactor: SecondFactorSteps
    private let device: DeviceSignIn

    init(_ parts: PoolParts) {
        let challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        let steps = SignInSteps(parts, challenges: challenges)
        let gate = NameGate(width: Limits.checksPerName, depth: Limits.waitingPerName)
        let names = CredentialGate(names: gate, report: parts.report)
        password = PasswordSignIn(parts, steps: steps, names: names)
        srp = SRPSignIn(parts, steps: steps, names: names)
        refresher = TokenRefresher(parts)
        newPassword = NewPasswordStep(parts, challenges: challenges, steps: steps)
        device = DeviceSignIn(parts, challenges: challenges, steps: steps)
        let exchange = ChallengeExchange(parts, challenges: challenges)
        choice = ChoiceSignIn(
            parts, password: password, srp: srp, challenges: challenges, exchange: exchange,
            steps: steps)
        secondFactor = SecondFactorSteps(parts, exchange: exchange, steps: steps)
    }

    /// Answers a challenge.
    ///
    /// - Throws: `NotAuthorizedException` "Invalid session for the user." and its kin; what the
    ///   challenge refuses.
    func respond(
        to challenge: String, session: String?, responses: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let name = ChallengeName(rawValue: challenge)
        // These know their session otherwise: the secret block holds it, or what it replaces.
        switch name {
        case .passwordVerifier: return try await srp.finish(responses, client: client)
        case .deviceVerifier: return try await device.finish(responses, client: client)
        case .deviceSRP:
            return try await device.begin(responses, session: session, client: client)
        default: break
        }
        let answer = try ChallengeAnswer(session: session, responses: responses, client: client)
        if let name, let entry = name.codeEntry {
            return try await secondFactor.answerCode(name, entry: entry, answer)
        }
        switch name {
        case .newPasswordRequired: return try await newPassword.perform(answer)
        case .selectChallenge: return try await choice.select(answer)
        case .password, .passwordSRP: return try await choice.select(answer, named: name)
        case .selectMFA: return try await secondFactor.select(answer)
        case .mfaSetup: return try await secondFactor.finishSetUp(answer)
        default: throw CognitoError(.notAuthorized, .invalidSession)
        }
    }
}
