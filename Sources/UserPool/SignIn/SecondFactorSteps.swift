import CognitoAPI
import GRDB

/// The answers to the challenges of the second factor, and to codes that stand for a password.
struct SecondFactorSteps: Sendable {
    private let exchange: ChallengeExchange
    private let next: NextSteps
    private let codes: CodeChallenges
    private let steps: SignInSteps

    init(_ parts: PoolParts, exchange: ChallengeExchange, steps: SignInSteps) {
        self.exchange = exchange
        next = NextSteps(parts)
        codes = CodeChallenges(parts)
        self.steps = steps
    }

    /// A code: right, and the sign-in goes on; wrong, and the session stays.
    func answerCode(
        _ challenge: ChallengeName, entry: String, _ answer: ChallengeAnswer
    ) async throws(CognitoError) -> SignInOutput {
        let open = try await exchange.redeem(challenge, answer) { [codes] open, db in
            let code: String
            do throws(CognitoError) { code = try answer.responses.required(entry) } catch {
                return .failure(error)
            }
            return try codes.check(code, of: open, db)
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

    /// MFA_SETUP: the authenticator app has been set up within the session.
    func finishSetUp(_ answer: ChallengeAnswer) async throws(CognitoError) -> SignInOutput {
        let open = try await exchange.redeem(.mfaSetup, answer) { open, _ in
            open.state.isSetUp
                ? .success(()) : .failure(CognitoError(.notAuthorized, .invalidSession))
        }
        return try await proceed(open, answer, isSecond: true)
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
