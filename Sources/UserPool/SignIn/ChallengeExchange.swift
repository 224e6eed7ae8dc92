import CognitoAPI
import GRDB

/// What an answer does to its session, in one transaction each.
struct ChallengeExchange: Sendable {
    private let store: PoolStore
    private let challenges: ChallengeSessions
    private let mailer: CodeMailer
    private let clock: WallClock

    init(_ parts: PoolParts, challenges: ChallengeSessions) {
        store = parts.store
        self.challenges = challenges
        mailer = parts.mailer
        clock = parts.clock
    }

    /// Uses the session up when `judge` says that the answer is right.
    func redeem(
        _ challenge: ChallengeName, _ answer: ChallengeAnswer,
        _ judge:
            @escaping @Sendable (ChallengeSessions.Open, Database) throws -> Result<
                Void, CognitoError
            >
    ) async throws(CognitoError) -> ChallengeSessions.Open {
        let now = clock()
        return try await store.decide { [challenges] db in
            let found = try challenges.find(
                answer.session, challenge, of: answer.name, client: answer.client, now: now, db)
            guard case .success(let open) = found else { return found }
            let verdict = try judge(open, db)
            guard case .success = verdict else { return verdict.map { open } }
            try challenges.spend(answer.session, now: now, db)
            return .success(open)
        }
    }

    /// Puts another challenge in the session's place.
    func replace(
        _ challenge: ChallengeName, _ answer: ChallengeAnswer,
        _ next:
            @escaping @Sendable (ChallengeSessions.Open, _ session: String, Database) throws
            -> Result<NextStep, CognitoError>
    ) async throws(CognitoError) -> SignInOutput {
        let now = clock()
        let text = challenges.newText()
        let step: NextStep = try await store.decide { [challenges] db in
            let found = try challenges.find(
                answer.session, challenge, of: answer.name, client: answer.client, now: now, db)
            guard case .success(let open) = found else {
                return found.flatMap { _ in .failure(CognitoError.somethingWentWrong) }
            }
            let step = try next(open, text, db)
            guard case .success(let made) = step else { return step }
            try challenges.spend(answer.session, now: now, db)
            try challenges.save(made.state, text, client: answer.client, now: now, db)
            return step
        }
        if let letter = step.letter { mailer.send(letter) }
        return step.output(session: text)
    }
}
