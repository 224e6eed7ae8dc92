import CognitoAPI
import GRDB

/// The answers to the challenges of the second factor, and to codes that stand for a password.
struct SecondFactorSteps: Sendable {
    private let exchange: ChallengeExchange
    private let next: NextSteps
    private let codes: CodeChallenges
    private let steps: SignInSteps
    private let emails: EmailSetUp
    private let clock: WallClock

    init(_ parts: PoolParts, exchange: ChallengeExchange, steps: SignInSteps) {
        self.exchange = exchange
        next = NextSteps(parts)
        codes = CodeChallenges(parts)
        self.steps = steps
        emails = EmailSetUp(policy: parts.policy.userPool)
        clock = parts.clock
    }

    /// A code: right, and the sign-in goes on; wrong, and the session stays.
    func answerCode(
        _ challenge: ChallengeName, entry: String, _ answer: ChallengeAnswer
    ) async throws(CognitoError) -> SignInOutput {
        let now = clock()
        let open = try await exchange.redeem(challenge, answer) { [codes, emails] open, db in
            let code: String
            do throws(CognitoError) { code = try answer.responses.required(entry) } catch {
                return .failure(error)
            }
            let verdict = try codes.check(code, of: open, db)
            guard case .success = verdict, let address = open.state.newAddress,
                let user = open.user
            else { return verdict }
            return try emails.settle(address, of: user, now: now, db)
        }
        return try await proceed(open, answer, isSecond: !open.state.isFirstFactor)
    }

    /// SELECT_MFA_TYPE: the chosen challenge is next.
    func select(_ answer: ChallengeAnswer) async throws(CognitoError) -> SignInOutput {
        let given = try answer.responses.required("ANSWER")
        return try await exchange.replace(.selectMFA, answer) { [next] open, session, db in
            guard let choice = open.state.choices.first(where: { $0.isMeant(by: given) }),
                let user = open.user
            else {
                return .failure(
                    CognitoError(.invalidParameter, "ANSWER must be one of MFAS_CAN_CHOOSE"))
            }
            var state = open.state
            state.challenge = choice
            state.choices = []
            return try next.challenge(
                state, user, try user.attributes(db), session: session, db)
        }
    }

    /// MFA_SETUP: the authenticator app has been set up within the session, or an address is named
    /// that codes shall go to.
    func finishSetUp(_ answer: ChallengeAnswer) async throws(CognitoError) -> SignInOutput {
        if let address = answer.responses["EMAIL"] { return try await send(to: address, answer) }
        let open = try await exchange.redeem(.mfaSetup, answer) { open, _ in
            open.state.isSetUp
                ? .success(()) : .failure(CognitoError(.notAuthorized, .invalidSession))
        }
        return try await proceed(open, answer, isSecond: true)
    }

    private func send(
        to address: String, _ answer: ChallengeAnswer
    ) async throws(CognitoError) -> SignInOutput {
        try await exchange.replace(.mfaSetup, answer) { [codes, emails] open, session, db in
            guard let user = open.user else {
                return .failure(CognitoError(.notAuthorized, .invalidSession))
            }
            if let refusal = try emails.refusal(address, for: user, db) {
                return .failure(refusal)
            }
            var state = open.state
            state.challenge = .emailOTP
            state.newAddress = address
            return try codes.step(state, user: user, address: address, session: session, db)
        }
    }

    private func proceed(
        _ open: ChallengeSessions.Open, _ answer: ChallengeAnswer, isSecond: Bool
    ) async throws(CognitoError) -> SignInOutput {
        guard let user = open.user else { throw CognitoError(.notAuthorized, .invalidSession) }
        let proof = open.state.proof(of: user, device: answer.responses["DEVICE_KEY"]) {
            if isSecond { $0.isSecondFactorProven = true }
        }
        guard let output = try await steps.proceed(proof, client: answer.client) else {
            throw CognitoError(.notAuthorized, .invalidSession)
        }
        return output
    }
}

extension ChallengeName {
    /// Cognito's documentation also says EMAIL_MFA.
    fileprivate func isMeant(by answer: String) -> Bool {
        let name = answer.utf8.elementsEqual("EMAIL_MFA".utf8) ? Self.emailOTP.rawValue : answer
        return rawValue.utf8.elementsEqual(name.utf8)
    }
}
