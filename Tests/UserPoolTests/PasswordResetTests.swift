import CognitoAPI
import JSONWebToken
import Revocation
import StrictJSON
import Testing

@testable import UserPool

@Suite struct PasswordResetTests {
    @Test func aCodeGoesWhereThePoolWantsItAndProvesThatPlaceAlone() async throws {
        let bench = try await Bench {
            $0.userPool.accountRecoverySetting = AccountRecoverySetting([
                .init(priority: 1, name: .phoneNumber), .init(priority: 2, name: .email),
            ])
        }
        try await bench.register()
        #expect(try await bench.forgot()?.deliveryMedium == "EMAIL")
        try await bench.edit(
            """
            INSERT INTO attribute SELECT id, 'phone_number', '+15551234567', pool_id FROM user;
            INSERT INTO attribute SELECT id, 'phone_number_verified', 'true', pool_id FROM user;
            UPDATE attribute SET value = 'false' WHERE name = 'email_verified';
            """)
        #expect(try await bench.forgot()?.destination == "+*******4567")
        try await bench.reset(code: bench.inbox.newest(for: "+15551234567")?.code ?? "")
        #expect(
            try await bench.fetch("SELECT value FROM attribute WHERE name = 'email_verified'")
                == "false")
    }

    @Test func aPoolMayLeaveItToAdministrators() async throws {
        let bench = try await Bench {
            $0.userPool.accountRecoverySetting = AccountRecoverySetting([
                .init(priority: 1, name: .adminOnly)
            ])
        }
        for name in ["alice@example.com", "nobody@example.com"] {
            await #expect(
                throws: CognitoError(.notAuthorized, "Contact administrator to reset password.")
            ) { _ = try await bench.forgot(name) }
        }
    }

    @Test func theOldPasswordWorksUntilTheCodeComesBack() async throws {
        let bench = try await Bench()
        try await bench.register()
        let session = try await bench.signIn()
        let details = try await bench.forgot()
        #expect(details?.destination == "a***@e***" && details?.attributeName == "email")
        try await bench.signIn()
        let message = try #require(bench.inbox.newest(for: "alice@example.com"))
        #expect(message.purpose == .resetPassword)
        try await bench.reset(code: message.code)
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            try await bench.signIn()
        }
        let fresh = try await bench.signIn(password: "Battery-staple-8")
        _ = try await bench.getUser(fresh.accessToken)
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            _ = try await bench.getUser(session.accessToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, .refreshTokenRevoked)) {
            _ = try await bench.refresh(session.refreshToken)
        }
        let verified = try await bench.claims(session.accessToken, .access)
        #expect(
            bench.revocations.isRevoked(
                originJTI: verified.originJTI, subject: verified.subject,
                issuedAt: verified.issuedAt), "the guard of the JSON routes knows it too")
    }

    @Test func sessionsOutliveAResetWhereThePolicySaysSo() async throws {
        let bench = try await Bench { $0.passwordResetEndsSessions = false }
        try await bench.register()
        let session = try await bench.signIn()
        _ = try await bench.forgot()
        try await bench.reset(code: bench.inbox.newest(for: "alice@example.com")?.code ?? "")
        _ = try await bench.getUser(session.accessToken)
        _ = try await bench.refresh(session.refreshToken)
    }

    @Test func wrongUsedOldAndNeverRequestedCodesAreRefused() async throws {
        let bench = try await Bench()
        try await bench.register()
        let expired = CognitoError(
            .expiredCode, "Invalid code provided, please request a code again.")
        await #expect(throws: expired) { try await bench.reset(code: "123456") }
        _ = try await bench.forgot()
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        await #expect(
            throws: CognitoError(
                .codeMismatch, "Invalid verification code provided, please try again.")
        ) { try await bench.reset(code: Bench.wrong(code)) }
        try await bench.reset(code: code)
        await #expect(throws: expired) { try await bench.reset(code: code) }
        _ = try await bench.forgot()
        bench.clock.advance(seconds: 3_600)
        let late = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        await #expect(throws: expired) { try await bench.reset(code: late) }
    }

    @Test func aCodeForAnotherPurposeIsWorthless() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        await #expect(throws: CognitoError(.expiredCode, .codeExpired)) {
            try await bench.reset(code: code)
        }
    }

    @Test func aWeakPasswordHasItsOwnPrefixAndSparesTheCode() async throws {
        let bench = try await Bench()
        try await bench.register()
        _ = try await bench.forgot()
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        await #expect(
            throws: CognitoError(
                .invalidPassword, "Password does not conform to policy: Password not long enough")
        ) { try await bench.reset(code: code, password: "Aa-1") }
        try await bench.reset(code: code)
    }

    @Test func unknownUsersLookTheSameUnderEnabled() async throws {
        let bench = try await Bench()
        try await bench.register()
        #expect(try await bench.forgot("Anna@EXAMPLE.com") == bench.forgot("Alice@EXAMPLE.com"))
        #expect(bench.inbox.newest(for: "anna@example.com") == nil)
        await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
            try await bench.reset("anna@example.com", code: "123456")
        }
        try await bench.edit("UPDATE user SET enabled = FALSE")
        #expect(try await bench.forgot()?.destination == "a***@e***")
        await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
            try await bench.reset(code: "123456")
        }
    }

    /// Not a timing: that the same pages are written, whoever is asked for.
    @Test func askingForNobodyCostsTheSameWrites() async throws {
        let bench = try await Bench()
        try await bench.register()
        for email in ["alice@example.com", "nobody@example.com"] {
            _ = try await bench.forgot(email)
        }
        _ = try await bench.resend("nobody@example.com")
        let columns = "purpose, length(mac), attribute, expires_at"
        let pretended = try await bench.fetch(
            """
            SELECT group_concat(purpose) FROM code_of_nobody
            WHERE user_id = 0 AND (\(columns)) IN (SELECT \(columns) FROM code)
                OR purpose = 'confirm-sign-up'
            """)
        #expect(pretended == "confirm-sign-up,reset-password")
        #expect(try await bench.fetch("SELECT count(*) FROM code") == "1")
    }

    @Test func legacyTellsWhy() async throws {
        let bench = try await Bench { $0.userPoolClient.preventUserExistenceErrors = .legacy }
        let unknown = CognitoError(.userNotFound, "Username/client id combination not found.")
        await #expect(throws: unknown) { _ = try await bench.forgot("nobody@example.com") }
        await #expect(throws: unknown) {
            try await bench.reset("nobody@example.com", code: "123456")
        }
        _ = try await bench.signUp()
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "Cannot reset password for the user as there is no registered/verified email "
                    + "or phone_number")
        ) { _ = try await bench.forgot() }
        try await bench.edit("UPDATE user SET status = 'FORCE_CHANGE_PASSWORD'")
        await #expect(
            throws: CognitoError(
                .notAuthorized, "User password cannot be reset in the current state.")
        ) { _ = try await bench.forgot() }
        try await bench.edit("UPDATE user SET enabled = FALSE")
        await #expect(throws: CognitoError(.notAuthorized, "User is disabled.")) {
            _ = try await bench.forgot()
        }
    }

    @Test func whoNeverConfirmedIsNotLockedOut() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        #expect(try await bench.forgot()?.destination == "a***@e***")
        let message = try #require(bench.inbox.newest(for: "alice@example.com"))
        #expect(message.purpose == .resetPassword)
        try await bench.reset(code: message.code)
        let result = try await bench.signIn(password: "Battery-staple-8")
        let token = try await bench.claims(result.idToken, .id)
        #expect(token.claims["email_verified"] == true)
    }

    @Test func anAddressThatAConfirmedUserHasNotVerifiedGetsNoCode() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken ?? ""
        let changed = #"{"Name":"email","Value":"another@example.org"}"#
        _ = try await bench.wire(
            "UpdateUserAttributes", #"{"AccessToken":"\#(token)","UserAttributes":[\#(changed)]}"#)
        let sent = bench.inbox.newest(for: "another@example.org")
        #expect(try await bench.forgot("another@example.org")?.destination == "a***@e***")
        #expect(bench.inbox.newest(for: "another@example.org")?.code == sent?.code)
        let codes = "SELECT count(*) FROM code WHERE purpose = 'reset-password'"
        #expect(try await bench.fetch(codes) == "0")
    }

    @Test func askingAndTryingShareTwentyAttemptsAnHour() async throws {
        let bench = try await Bench()
        try await bench.register()
        _ = try await bench.forgot()
        let right = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        let outcomes = await withTaskGroup(of: CognitoError.Code?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do throws(CognitoError) {
                        try await bench.reset(code: Bench.wrong(right))
                        return nil
                    } catch { return error.code }
                }
            }
            return await group.reduce(into: [CognitoError.Code?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .codeMismatch } == 15)
        #expect(outcomes.count { $0 == .expiredCode } == 4)
        #expect(outcomes.count { $0 == .limitExceeded } == 31)
        await #expect(
            throws: CognitoError(
                .limitExceeded, "Attempt limit exceeded, please try after some time.",
                retryAfter: 3_600)
        ) { _ = try await bench.forgot() }
        let codes = try await bench.fetch("SELECT count(*) FROM code")
        #expect(codes == "0", "a code whose attempts ran out is void")
        for _ in 0..<20 { _ = try await bench.forgot("nobody@example.com") }
        await #expect(
            throws: CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 3_600)
        ) {
            _ = try await bench.forgot("nobody@example.com")
        }
    }

    @Test func ofTwoResetsWithOneCodeOneWins() async throws {
        let bench = try await Bench()
        try await bench.register()
        _ = try await bench.forgot()
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? await bench.reset(code: code)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
    }

    @Test func aResetForgetsTheLockout() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<5 { _ = try? await bench.signIn(password: "Wrong-pass-1") }
        _ = try await bench.forgot()
        try await bench.reset(code: bench.inbox.newest(for: "alice@example.com")?.code ?? "")
        try await bench.signIn(password: "Battery-staple-8")
    }
}
