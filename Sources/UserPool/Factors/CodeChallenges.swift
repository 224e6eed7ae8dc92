import CognitoAPI
import Cryptography
import Foundation
import GRDB

/// Challenges that are answered with a code: one that is sent, or an authenticator app's.
struct CodeChallenges: Sendable {
    private let secrets: PoolSecrets
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void
    private let tokens: SoftwareTokens
    private let challenges: ChallengeSessions

    init(_ parts: PoolParts) {
        secrets = parts.secrets
        random = parts.random
        clock = parts.clock
        report = parts.report
        tokens = SoftwareTokens(secrets: parts.secrets, random: parts.random)
        challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
    }

    /// The challenge for `state`, which is made complete, with the code to send.
    ///
    /// - Parameter address: where the code goes; of nobody, what he would have.
    func step(
        _ state: ChallengeState, user: UserRecord?, address: String?, session: String,
        _ db: Database
    ) throws -> Result<NextStep, CognitoError> {
        guard let medium = state.challenge.medium else {
            return .success(
                NextStep(state: state, parameters: try softwareParameters(of: user, db)))
        }
        let limit = try AttemptLimit.challengeSend.take(state.lockoutName, now: clock(), db)
        if case .failure(let refusal) = limit {
            report(.attemptLimitReached(sub: user?.sub))
            return .failure(refusal)
        }
        let isFirst = state.isFirstFactor
        let code = random.digits(isFirst ? Limits.signInCodeDigits : Limits.codeDigits)
        var state = state
        state.codeHash = hash(code, session: challenges.mac(session))
        var parameters = [
            "CODE_DELIVERY_DELIVERY_MEDIUM": medium.rawValue,
            "CODE_DELIVERY_DESTINATION": medium.masked(address ?? ""),
        ]
        if let user, !isFirst { parameters["USER_ID_FOR_SRP"] = user.username }
        var step = NextStep(state: state, parameters: parameters)
        if let user, let address {
            step.letter = OutgoingCode(
                code: code, recipient: CodeRecipient(medium, address), sub: user.sub,
                purpose: isFirst ? .signIn : .secondFactor)
        }
        return .success(step)
    }

    /// Judges an answer; a wrong one leaves the session as it is, and counts.
    func check(
        _ code: String, of open: ChallengeSessions.Open, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let name = open.state.lockoutName
        let limit = try AttemptLimit.challenge.take(name, now: clock(), db)
        if case .failure = limit {
            // Otherwise it could be guessed at again in the next hour.
            try challenges.spend(mac: open.mac, now: clock(), db)
            report(.attemptLimitReached(sub: open.user?.sub))
            return limit
        }
        let verdict = try judge(code, of: open, db)
        if case .success = verdict {
            try AttemptLimit.challenge.giveBack(name, db)
            try AttemptLimit.challengeSend.giveBack(name, db)
        } else {
            report(.secondFactorRefused(sub: open.user?.sub))
        }
        return verdict
    }

    private func judge(
        _ code: String, of open: ChallengeSessions.Open, _ db: Database
    ) throws -> Result<Void, CognitoError> {
        let refusal = Result<Void, CognitoError>.failure(
            CognitoError(.codeMismatch, .invalidCodeOrState))
        guard code.utf8.count <= Limits.signInCodeDigits else { return refusal }
        if open.state.challenge == .softwareToken {
            guard let user = open.user else { return refusal }
            return try tokens.redeem(code, userID: user.id, now: clock(), db)
        }
        guard let expected = open.state.codeHash, let user = open.user,
            constantTimeEqual(Array(expected), Array(hash(code, session: open.mac)))
        else { return refusal }
        if open.state.challenge.medium == .sms {
            // Whose alias it is stays as it was: another user may have it.
            try UserRecord.set("phone_number_verified", to: "true", of: user.id, db)
        }
        return .success(())
    }

    private func softwareParameters(
        of user: UserRecord?, _ db: Database
    ) throws -> [String: String] {
        guard let user else { return [:] }
        var parameters = ["USER_ID_FOR_SRP": user.username]
        parameters["FRIENDLY_DEVICE_NAME"] = try SoftwareTokens.name(userID: user.id, db)
        return parameters
    }

    /// A code is one session's.
    private func hash(_ code: String, session: Data) -> Data {
        let text = "\(session.base64EncodedString())\n\(code)"
        return Data(secrets.keyedHash(of: text, for: "challenge code"))
    }
}

extension ChallengeName {
    /// How the code of the challenge travels; nil when none is sent.
    var medium: DeliveryMedium? {
        switch self {
        case .emailOTP: .email
        case .smsMFA, .smsOTP: .sms
        default: nil
        }
    }

    /// The entry that holds the answer; nil for challenges without a code.
    var codeEntry: String? {
        switch self {
        case .softwareToken, .smsMFA, .emailOTP, .smsOTP: rawValue + "_CODE"
        default: nil
        }
    }
}
