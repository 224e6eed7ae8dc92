import CognitoAPI
import Foundation
import Testing

@testable import UserPool

@Suite struct SecondFactorTests {
    private let phone = "+15551234567"

    private func bench(
        _ configuration: MFAConfiguration = .optional,
        _ factors: [SecondFactor] = [.sms, .softwareToken, .email]
    ) async throws -> Bench {
        try await Bench {
            $0.userPool.mfaConfiguration = configuration
            $0.userPool.enabledMfas = factors
            $0.userPoolClient.explicitAuthFlows = [.password, .refresh, .srp]
        }
    }

    private func answer(_ entry: String, _ code: String) -> [String: String] {
        ["USERNAME": "alice@example.com", entry: code]
    }

    @Test func anAppIsAskedForOnceItIsTurnedOn() async throws {
        let bench = try await bench()
        let sub = try await bench.register()
        let tokens = try await bench.signIn()
        let secret = try await bench.associate(tokens.accessToken)
        #expect(secret.count == 52)
        let verified = try await bench.pool.perform(
            VerifySoftwareToken.Input(
                accessToken: tokens.accessToken, userCode: bench.appCode(secret),
                friendlyDeviceName: "Telephone"))
        #expect(verified == VerifySoftwareToken.Output(status: "SUCCESS"))
        try await bench.signIn()
        try await bench.prefer(
            tokens.accessToken, softwareToken: MFASettings(enabled: true, preferredMfa: true))
        let user = try await bench.getUser(tokens.accessToken)
        #expect(user.userMFASettingList == ["SOFTWARE_TOKEN_MFA"])
        #expect(user.preferredMfaSetting == "SOFTWARE_TOKEN_MFA")

        bench.clock.advance(seconds: 30)
        for first in [try await bench.begin(), try await bench.signInBySRP()] {
            #expect(first.challengeName == "SOFTWARE_TOKEN_MFA")
            #expect(
                first.challengeParameters
                    == ["USER_ID_FOR_SRP": sub, "FRIENDLY_DEVICE_NAME": "Telephone"])
            let second = try await bench.respond(
                "SOFTWARE_TOKEN_MFA", answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret)),
                session: first.session)
            #expect(second.authenticationResult?.refreshToken != nil)
            bench.clock.advance(seconds: 30)
        }
    }

    @Test func aCodeIsGoodOnceAndAWrongOneLeavesTheSession() async throws {
        let bench = try await bench()
        try await bench.register()
        let secret = try await bench.turnOnApp(bench.signIn().accessToken)
        let first = try await bench.begin()
        let right = answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret))
        let wrong = answer("SOFTWARE_TOKEN_MFA_CODE", Bench.wrong(bench.appCode(secret)))
        await #expect(throws: CognitoError(.codeMismatch, "Invalid code received for user")) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", wrong, session: first.session)
        }
        try await bench.respond("SOFTWARE_TOKEN_MFA", right, session: first.session)
        await #expect(throws: CognitoError(.notAuthorized, .sessionUsed)) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", right, session: first.session)
        }
        let again = try await bench.begin()
        await #expect(
            throws: CognitoError(.expiredCode, "Your software token has already been used once.")
        ) { try await bench.respond("SOFTWARE_TOKEN_MFA", right, session: again.session) }
        let older = answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret, steps: -1))
        await #expect(throws: CognitoError(.expiredCode, .softwareTokenUsed)) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", older, session: again.session)
        }
    }

    @Test func guessesAreCountedOverAllSessions() async throws {
        let bench = try await bench()
        try await bench.register()
        let secret = try await bench.turnOnApp(bench.signIn().accessToken)
        let wrong = answer("SOFTWARE_TOKEN_MFA_CODE", Bench.wrong(bench.appCode(secret)))
        for _ in 0..<20 {
            let session = try await bench.begin().session
            await #expect(throws: CognitoError(.codeMismatch, .softwareTokenMismatch)) {
                try await bench.respond("SOFTWARE_TOKEN_MFA", wrong, session: session)
            }
        }
        let session = try await bench.begin().session
        let right = answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret))
        await #expect(
            throws: CognitoError(
                .limitExceeded, "Attempt limit exceeded, please try after some time.",
                retryAfter: 3_600)
        ) { try await bench.respond("SOFTWARE_TOKEN_MFA", right, session: session) }
    }

    @Test func aSessionWhoseAttemptsRanOutIsVoid() async throws {
        let bench = try await bench()
        try await bench.register()
        let secret = try await bench.turnOnApp(bench.signIn().accessToken)
        let wrong = answer("SOFTWARE_TOKEN_MFA_CODE", Bench.wrong(bench.appCode(secret)))
        for _ in 0..<20 {
            let session = try await bench.begin().session
            _ = try? await bench.respond("SOFTWARE_TOKEN_MFA", wrong, session: session)
        }
        bench.clock.advance(seconds: 3_590)
        let session = try await bench.begin().session
        await #expect(throws: CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 10)) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", wrong, session: session)
        }
        bench.clock.advance(seconds: 10)
        let right = answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret))
        await #expect(throws: CognitoError(.notAuthorized, .sessionUsed)) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", right, session: session)
        }
    }

    @Test func aSecretInUseStaysUntilTheNewOneIsShownToBeKnown() async throws {
        let bench = try await bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let secret = try await bench.turnOnApp(token)
        _ = try await bench.associate(token)
        await #expect(throws: CognitoError(.enableSoftwareTokenMFA, "Code mismatch")) {
            try await bench.pool.perform(
                VerifySoftwareToken.Input(accessToken: token, userCode: bench.appCode(secret)))
        }
        let first = try await bench.begin()
        try await bench.respond(
            "SOFTWARE_TOKEN_MFA", answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret)),
            session: first.session)
    }

    @Test func secretsAreSealed() async throws {
        let bench = try await bench()
        try await bench.register()
        let secret = try await bench.turnOnApp(bench.signIn().accessToken)
        #expect(try bench.bytes().range(of: Data(secret.utf8)) == nil)
        #expect(try await bench.fetch("SELECT length(sealed) FROM software_token") == "60")
    }

    @Test func aCodeByMailIsAsked() async throws {
        let bench = try await bench()
        let sub = try await bench.register()
        let token = try await bench.signIn().accessToken
        try await bench.prefer(token, email: MFASettings(enabled: true))
        let first = try await bench.begin()
        #expect(first.challengeName == "EMAIL_OTP")
        #expect(
            first.challengeParameters == [
                "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL",
                "CODE_DELIVERY_DESTINATION": "a***@e***", "USER_ID_FOR_SRP": sub,
            ])
        let message = bench.inbox.newest(for: "alice@example.com")
        #expect(message?.purpose == .secondFactor && message?.code.count == 6)
        await #expect(
            throws: CognitoError(.codeMismatch, "Invalid code or auth state for the user.")
        ) {
            try await bench.respond(
                "EMAIL_OTP", answer("EMAIL_OTP_CODE", Bench.wrong(message?.code)),
                session: first.session)
        }
        let other = try await bench.begin()
        await #expect(throws: CognitoError(.codeMismatch, .invalidCodeOrState)) {
            try await bench.respond(
                "EMAIL_OTP", answer("EMAIL_OTP_CODE", message?.code ?? ""), session: other.session)
        }
        let second = try await bench.respond(
            "EMAIL_OTP", answer("EMAIL_OTP_CODE", message?.code ?? ""), session: first.session)
        #expect(second.authenticationResult != nil)
    }

    @Test func aTextMessageVerifiesTheNumber() async throws {
        let bench = try await bench(.on, [.sms])
        _ = try await bench.signUp(attributes: [AttributeType(name: "phone_number", value: phone)])
        try await bench.confirm()
        let first = try await bench.begin()
        #expect(first.challengeName == "SMS_MFA")
        #expect(first.challengeParameters?["CODE_DELIVERY_DESTINATION"] == "+*******4567")
        let code = bench.inbox.newest(for: phone)
        #expect(code?.medium == .sms)
        let second = try await bench.respond(
            "SMS_MFA", answer("SMS_MFA_CODE", code?.code ?? ""), session: first.session)
        let user = try await bench.getUser(second.authenticationResult?.accessToken)
        #expect(
            user.userAttributes.contains(
                AttributeType(name: "phone_number_verified", value: "true")))
    }

    @Test func whoHasTwoFactorsChooses() async throws {
        let bench = try await bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let secret = try await bench.turnOnApp(token)
        try await bench.prefer(token, email: MFASettings(enabled: true))
        let first = try await bench.begin()
        #expect(first.challengeName == "SELECT_MFA_TYPE")
        #expect(
            first.challengeParameters?["MFAS_CAN_CHOOSE"] == #"["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]"#)
        await #expect(throws: CognitoError.self) {
            try await bench.respond(
                "SELECT_MFA_TYPE", answer("ANSWER", "SMS_MFA"), session: first.session)
        }
        let second = try await bench.respond(
            "SELECT_MFA_TYPE", answer("ANSWER", "SOFTWARE_TOKEN_MFA"), session: first.session)
        #expect(second.challengeName == "SOFTWARE_TOKEN_MFA" && second.session != first.session)
        let third = try await bench.respond(
            "SOFTWARE_TOKEN_MFA", answer("SOFTWARE_TOKEN_MFA_CODE", bench.appCode(secret)),
            session: second.session)
        #expect(third.authenticationResult != nil)
        try await bench.prefer(token, email: MFASettings(enabled: true, preferredMfa: true))
        #expect(try await bench.begin().challengeName == "EMAIL_OTP")
    }

    @Test func whereItIsRequiredAnAppIsSetUpOnTheWay() async throws {
        let bench = try await bench(.on, [.softwareToken])
        try await bench.register()
        let first = try await bench.begin()
        #expect(first.challengeName == "MFA_SETUP")
        #expect(first.challengeParameters?["MFAS_CAN_SETUP"] == #"["SOFTWARE_TOKEN_MFA"]"#)
        let name = ["USERNAME": "alice@example.com"]
        await #expect(throws: CognitoError(.notAuthorized, .invalidSession)) {
            try await bench.respond("MFA_SETUP", name, session: first.session)
        }
        let associated = try await bench.pool.perform(
            AssociateSoftwareToken.Input(session: first.session))
        await #expect(throws: CognitoError(.enableSoftwareTokenMFA, "Code mismatch")) {
            try await bench.pool.perform(
                VerifySoftwareToken.Input(
                    session: associated.session,
                    userCode: Bench.wrong(bench.appCode(associated.secretCode))))
        }
        let verified = try await bench.pool.perform(
            VerifySoftwareToken.Input(
                session: associated.session, userCode: bench.appCode(associated.secretCode)))
        let last = try await bench.respond("MFA_SETUP", name, session: verified.session)
        #expect(last.authenticationResult != nil)
        #expect(try await bench.begin().challengeName == "SOFTWARE_TOKEN_MFA")
    }

    @Test func aSignInFromBeforeMustNotReplaceWhatAnotherSetUp() async throws {
        let bench = try await bench(.on, [.softwareToken])
        try await bench.register()
        let (first, second) = (try await bench.begin(), try await bench.begin())
        let other = try await bench.pool.perform(
            AssociateSoftwareToken.Input(session: second.session))
        let associated = try await bench.pool.perform(
            AssociateSoftwareToken.Input(session: first.session))
        let verified = try await bench.pool.perform(
            VerifySoftwareToken.Input(
                session: associated.session, userCode: bench.appCode(associated.secretCode)))
        await #expect(throws: CognitoError(.notAuthorized, .invalidSession)) {
            try await bench.pool.perform(AssociateSoftwareToken.Input(session: other.session))
        }
        await #expect(throws: CognitoError(.notAuthorized, .invalidSession)) {
            try await bench.pool.perform(
                VerifySoftwareToken.Input(
                    session: other.session, userCode: bench.appCode(other.secretCode)))
        }
        let last = try await bench.respond(
            "MFA_SETUP", ["USERNAME": "alice@example.com"], session: verified.session)
        #expect(last.authenticationResult != nil)
        // Who waits for his next step is out with everybody else.
        _ = try await bench.begin()
        _ = try await bench.pool.perform(
            GlobalSignOut.Input(accessToken: last.authenticationResult?.accessToken ?? ""))
        #expect(try await bench.fetch("SELECT count(*) FROM challenge_session") == "0")
    }

    @Test func aNewPasswordComesBeforeTheSecondFactor() async throws {
        let bench = try await bench(.on, [.softwareToken])
        try await bench.register()
        try await bench.edit("UPDATE user SET status = 'FORCE_CHANGE_PASSWORD'")
        let first = try await bench.begin()
        #expect(first.challengeName == "NEW_PASSWORD_REQUIRED")
        let second = try await bench.respond(
            "NEW_PASSWORD_REQUIRED", answer("NEW_PASSWORD", "Battery-staple-8"),
            session: first.session)
        #expect(second.challengeName == "MFA_SETUP" && second.authenticationResult == nil)
    }

    @Test func aFactorThatCanNotReachTheUserIsRefused() async throws {
        let bench = try await bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA")
        ) { try await bench.prefer(token, softwareToken: MFASettings(enabled: true)) }
        await #expect(
            throws: CognitoError(
                .invalidParameter, "User does not have delivery config set to turn on SMS_MFA")
        ) { try await bench.prefer(token, sms: MFASettings(enabled: true)) }
        let user = try await bench.wire("GetUser", #"{"AccessToken":"\#(token ?? "")"}"#)
        #expect(!user.contains("MFA"))
    }

    @Test func aPoolWithoutSecondFactorsSaysSo() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let refusal = CognitoError(
            .softwareTokenMFANotFound, "Software Token MFA has not been enabled by the userPool")
        await #expect(throws: refusal) { try await bench.associate(token) }
        await #expect(throws: refusal) {
            try await bench.pool.perform(
                VerifySoftwareToken.Input(accessToken: token, userCode: "123456"))
        }
    }

    @Test func turningOffKeepsTheSecretAndAsksNoMore() async throws {
        let bench = try await bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        try await bench.turnOnApp(token, preferred: true)
        try await bench.prefer(token, softwareToken: MFASettings(enabled: false))
        try await bench.signIn()
        #expect(try await bench.getUser(token).userMFASettingList == nil)
        try await bench.prefer(token, softwareToken: MFASettings(enabled: true))
        #expect(try await bench.begin().challengeName == "SOFTWARE_TOKEN_MFA")
    }
}
