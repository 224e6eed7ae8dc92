import CognitoAPI
import GRDB

/// USER_AUTH: the user chooses how to sign in, from what the pool allows.
///
/// Nobody is told that he doesn't exist: he gets the password's factors to choose from, and a code
/// that is never sent (PreventUserExistenceErrors ENABLED). Who can't sign in yet, or no more, is
/// nobody then: only his password earns another answer.
struct ChoiceSignIn: Sendable {
    private let store: PoolStore
    private let password: PasswordSignIn
    private let srp: SRPSignIn
    private let challenges: ChallengeSessions
    private let exchange: ChallengeExchange
    private let steps: SignInSteps
    private let codes: CodeChallenges
    private let pretended: PretendedRecipients
    private let first: FirstFactors
    private let second: SecondFactors
    private let mailer: CodeMailer
    private let clock: WallClock

    init(
        _ parts: PoolParts, password: PasswordSignIn, srp: SRPSignIn,
        challenges: ChallengeSessions, exchange: ChallengeExchange, steps: SignInSteps
    ) {
        self.steps = steps
        store = parts.store
        self.password = password
        self.srp = srp
        self.challenges = challenges
        self.exchange = exchange
        codes = CodeChallenges(parts)
        pretended = PretendedRecipients(parts)
        first = FirstFactors(policy: parts.policy.userPool)
        second = SecondFactors(policy: parts.policy.userPool)
        mailer = parts.mailer
        clock = parts.clock
    }

    /// The preferred way at once if it is open to the user, else the choice.
    func begin(
        _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let userName = try parameters.required("USERNAME")
        try client.check(secretHash: parameters["SECRET_HASH"], for: userName)
        let preferred = parameters["PREFERRED_CHALLENGE"].flatMap(ChallengeName.init(rawValue:))
        let allowed = first.allowsPassword
        if allowed, preferred == .password, parameters["PASSWORD"] != nil {
            return try await password.perform(parameters, client: client)
        }
        if allowed, preferred == .passwordSRP, parameters["SRP_A"] != nil {
            return try await srp.begin(parameters, client: client)
        }
        return try await offer(
            try UserName(userName), preferred, deviceKey: parameters["DEVICE_KEY"], client: client)
    }

    /// The first sign-in after ConfirmSignUp, with its session.
    func resume(
        _ session: String, _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let answer = try ChallengeAnswer(session: session, responses: parameters, client: client)
        let open = try await exchange.redeem(.confirmed, answer) { _, _ in .success(()) }
        guard let user = open.user else { throw CognitoError(.notAuthorized, .invalidSession) }
        let proof = open.state.proof(of: user, device: parameters["DEVICE_KEY"])
        guard let output = try await steps.proceed(proof, client: client) else {
            throw CognitoError(.notAuthorized, .invalidSession)
        }
        return output
    }

    private func offer(
        _ name: UserName, _ preferred: ChallengeName?, deviceKey: String?, client: AppClient
    ) async throws(CognitoError) -> SignInOutput {
        let now = clock()
        let text = challenges.newText()
        let step: NextStep = try await store.decide { [self] db in
            let found = try UserRecord.find(name, in: client.poolID, db)
            if found == nil, client.revealsExistence {
                return .failure(CognitoError(.userNotFound, .userNotFound))
            }
            let user = found.flatMap { client.revealsExistence || $0.canBegin ? $0 : nil }
            let attributes = try UserRecord.attributes(of: user?.id ?? Codes.nobody, db)
            let open = try available(user, attributes, db)
            var state = ChallengeState(
                challenge: .selectChallenge, nameKey: name.key, user: user,
                lockoutName: user?.sub ?? name.stranger(in: client.poolID))
            state.deviceKey = deviceKey
            state.choices = open
            let chosen = preferred.flatMap { open.contains($0) && $0.medium != nil ? $0 : nil }
            let step =
                try chosen.map { try code($0, state, user, attributes, text, db) }
                ?? .success(NextStep(state: state, parameters: [:], available: open))
            if case .success(let step) = step {
                try challenges.save(step.state, text, client: client, now: now, db)
            }
            return step
        }
        if let letter = step.letter { mailer.send(letter) }
        return step.output(session: text)
    }

    /// SELECT_CHALLENGE: the answer names the way, and may hold the password or the first number of
    /// SRP at once.
    ///
    /// - Parameter named: where the challenge's name is the choice already: PASSWORD, PASSWORD_SRP.
    func select(
        _ answer: ChallengeAnswer, named: ChallengeName? = nil
    ) async throws(CognitoError) -> SignInOutput {
        let choice: ChallengeName?
        if let named {
            choice = named
        } else {
            choice = ChallengeName(rawValue: try answer.responses.required("ANSWER"))
        }
        switch choice {
        case .password?, .passwordSRP?:
            try await redeem(answer, choice)
            return choice == .password
                ? try await password.perform(answer.responses, client: answer.client)
                : try await srp.begin(answer.responses, client: answer.client)
        default:
            return try await exchange.replace(.selectChallenge, answer) { [self] open, text, db in
                guard let choice, open.state.choices.contains(choice) else {
                    return .failure(Self.notOffered)
                }
                let attributes = try UserRecord.attributes(of: open.user?.id ?? Codes.nobody, db)
                return try code(choice, open.state, open.user, attributes, text, db)
            }
        }
    }

    private func redeem(
        _ answer: ChallengeAnswer, _ choice: ChallengeName?
    ) async throws(CognitoError) {
        _ = try answer.responses.required(choice == .password ? "PASSWORD" : "SRP_A")
        _ = try await exchange.redeem(.selectChallenge, answer) { open, _ in
            choice.map(open.state.choices.contains) ?? false
                ? .success(()) : .failure(Self.notOffered)
        }
    }

    private static let notOffered = CognitoError(
        .invalidParameter, "ANSWER must be one of the available challenges")

    /// The challenges open to the user; to nobody, those of somebody with a verified address.
    private func available(
        _ user: UserRecord?, _ attributes: [String: String], _ db: Database
    ) throws -> [ChallengeName] {
        let passwords: [ChallengeName] = first.allowsPassword ? [.password, .passwordSRP] : []
        guard let user else {
            return passwords + (first.allowsEmail && !second.isRequired ? [.emailOTP] : [])
        }
        // A code alone isn't enough for who must have, or has, a second factor, nor for who still has
        // to set a password or confirm his account.
        guard user.isEnabled, user.status == .confirmed, !second.isRequired,
            try second.usable(user, attributes, db).factors.isEmpty
        else { return passwords }
        let codes = first.configured(user, attributes).compactMap(\.codeChallenge)
        return (user.passwordHash == nil ? [] : passwords) + codes
    }

    private func code(
        _ challenge: ChallengeName, _ state: ChallengeState, _ user: UserRecord?,
        _ attributes: [String: String], _ session: String, _ db: Database
    ) throws -> Result<NextStep, CognitoError> {
        var state = state
        state.challenge = challenge
        state.isFirstFactor = true
        let address = challenge.medium.flatMap { medium in
            user == nil
                ? pretended.recipient(for: state.nameKey, by: [medium]).address
                : attributes[medium.attribute]
        }
        return try codes.step(
            state, user: user, address: address, session: session, db
        ).map { step in
            var step = step
            step.available = [challenge]
            return step
        }
    }
}

extension UserRecord {
    /// Whether a sign-in has anywhere to go; a temporary password leads to one of his own.
    fileprivate var canBegin: Bool {
        isEnabled && (status == .confirmed || status == .forceChangePassword)
    }
}

extension FirstFactor {
    /// The challenge of a factor that is a code.
    fileprivate var codeChallenge: ChallengeName? {
        switch self {
        case .password: nil
        case .emailOTP: .emailOTP
        case .smsOTP: .smsOTP
        }
    }
}
