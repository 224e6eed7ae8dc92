import CognitoAPI
import JSONWebToken
import Revocation
import Testing

@testable import UserPool

@Suite struct SelfServiceTests {
    private let address = "alice@example.com"

    private func change(
        _ bench: Bench, _ token: String?, from old: String?, to new: String
    ) async throws(CognitoError) {
        _ = try await bench.pool.perform(
            ChangePassword.Input(
                accessToken: token ?? "", previousPassword: old, proposedPassword: new))
    }

    private func update(
        _ bench: Bench, _ token: String?, _ attributes: [String: String]
    ) async throws(CognitoError) -> [CodeDeliveryDetails]? {
        try await bench.pool.perform(
            UpdateUserAttributes.Input(
                accessToken: token ?? "",
                userAttributes: attributes.map { AttributeType(name: $0.key, value: $0.value) })
        ).codeDeliveryDetailsList
    }

    private func verify(
        _ bench: Bench, _ token: String?, _ name: String = "email", code: String?
    ) async throws(CognitoError) {
        _ = try await bench.pool.perform(
            VerifyUserAttribute.Input(
                accessToken: token ?? "", attributeName: name, code: code ?? "none"))
    }

    private func attributes(_ bench: Bench, _ token: String?) async throws -> [String: String] {
        let user = try await bench.getUser(token)
        return Dictionary(user.userAttributes.map { ($0.name, $0.value ?? "") }) { $1 }
    }

    @Test func aPasswordIsChangedAgainstThePresentOne() async throws {
        let bench = try await Bench { $0.userPoolClient.explicitAuthFlows = [.password, .srp] }
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let wrong = CognitoError(.notAuthorized, "Incorrect username or password.")
        for old in ["Wrong-pass-1", nil] {
            await #expect(throws: wrong) {
                try await change(bench, token, from: old, to: "Battery-staple-8")
            }
        }
        await #expect(
            throws: CognitoError(
                .invalidPassword, "Password does not conform to policy: Password not long enough")
        ) { try await change(bench, token, from: Bench.password, to: "Short-1") }
        try await change(bench, token, from: Bench.password, to: "Battery-staple-8")
        try await bench.signInBySRP(password: "Battery-staple-8")
        await #expect(throws: wrong) { try await bench.signIn() }
        _ = try await bench.getUser(token)
    }

    @Test func aStolenTokenGetsFiveGuesses() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        for _ in 0..<5 {
            await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
                try await change(bench, token, from: "Wrong-pass-1", to: "Battery-staple-8")
            }
        }
        await #expect(
            throws: CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 3_600)
        ) { try await change(bench, token, from: Bench.password, to: "Battery-staple-8") }
    }

    @Test func aNewAddressIsUnverifiedUntilItsCodeComesBack() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let details = try await update(bench, token, ["email": "new@example.org", "name": "Ada"])
        #expect(
            details == [
                CodeDeliveryDetails(
                    destination: "n***@e***", deliveryMedium: "EMAIL", attributeName: "email")
            ])
        var shown = try await attributes(bench, token)
        #expect(shown["email"] == "new@example.org" && shown["email_verified"] == "false")
        #expect(shown["name"] == "Ada")
        try await bench.signIn("new@example.org")
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            try await bench.signIn(address)
        }
        let code = bench.inbox.newest(for: "new@example.org")?.code
        await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
            try await verify(bench, token, code: Bench.wrong(code))
        }
        try await verify(bench, token, code: code)
        shown = try await attributes(bench, token)
        #expect(shown["email_verified"] == "true")
        await #expect(throws: CognitoError(.expiredCode, .codeExpired)) {
            try await verify(bench, token, code: code)
        }
        // The old address is free again.
        try await bench.register(address)
    }

    @Test func anHoursCodesForNewAddressesAreFive() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        let token = try await bench.signIn().accessToken
        for number in 1...4 {
            _ = try await update(bench, token, ["email": "new\(number)@example.org"])
        }
        _ = try await bench.pool.perform(
            GetUserAttributeVerificationCode.Input(
                accessToken: token ?? "", attributeName: "email"))
        let refusal = CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 3_600)
        await #expect(throws: refusal) {
            _ = try await update(bench, token, ["email": "victim@example.org", "name": "Eve"])
        }
        await #expect(throws: refusal) {
            _ = try await bench.pool.perform(
                GetUserAttributeVerificationCode.Input(
                    accessToken: token ?? "", attributeName: "email"))
        }
        #expect(bench.inbox.newest(for: "victim@example.org") == nil)
        let shown = try await attributes(bench, token)
        #expect(shown["email"] == "new4@example.org" && shown["name"] == nil)
        #expect(bench.events.all.contains(.attemptLimitReached(sub: sub)))
        _ = try await update(bench, token, ["name": "Ada"])
        bench.clock.advance(seconds: 3_600)
        let next = try await bench.signIn("new4@example.org").accessToken
        _ = try await update(bench, next, ["email": "new5@example.org"])
        #expect(bench.inbox.newest(for: "new5@example.org") != nil)
    }

    @Test func anAddressThatHasAnOwnerIsRefused() async throws {
        let bench = try await Bench()
        try await bench.register()
        try await bench.register("bob@example.com")
        let token = try await bench.signIn().accessToken
        await #expect(
            throws: CognitoError(
                .aliasExists, "An account with the given email already exists.")
        ) { _ = try await update(bench, token, ["email": "BOB@example.com", "name": "Eve"]) }
        #expect(try await attributes(bench, token)["name"] == nil)
    }

    @Test func aPoolMayWantTheNewAddressVerifiedBefore() async throws {
        let bench = try await Bench {
            $0.userPool.userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate =
                ["email"]
        }
        try await bench.register()
        let token = try await bench.signIn().accessToken
        _ = try await update(bench, token, ["email": "new@example.org"])
        var shown = try await attributes(bench, token)
        #expect(shown["email"] == address && shown["email_verified"] == "true")
        try await bench.signIn(address)
        try await verify(bench, token, code: bench.inbox.newest(for: "new@example.org")?.code)
        shown = try await attributes(bench, token)
        #expect(shown["email"] == "new@example.org" && shown["email_verified"] == "true")
        try await bench.signIn("new@example.org")
    }

    @Test func aCodeForTheOldAddressProvesNothingAboutTheNewOne() async throws {
        let bench = try await Bench { $0.userPool.autoVerifiedAttributes = [] }
        _ = try await bench.signUp()
        try await bench.edit("UPDATE user SET status = 'CONFIRMED'")
        try await bench.edit("UPDATE attribute SET value = 'true' WHERE name = 'email_verified'")
        let token = try await bench.signIn().accessToken
        _ = try await bench.pool.perform(
            GetUserAttributeVerificationCode.Input(
                accessToken: token ?? "", attributeName: "email"))
        let code = bench.inbox.newest(for: address)?.code
        _ = try await bench.forgot()
        let reset = bench.inbox.newest(for: address)?.code ?? ""
        _ = try await update(bench, token, ["email": "victim@example.org"])
        await #expect(throws: CognitoError(.expiredCode, .codeExpired)) {
            try await verify(bench, token, code: code)
        }
        await #expect(throws: CognitoError(.expiredCode, .codeExpired)) {
            try await bench.reset("victim@example.org", code: reset)
        }
        #expect(try await attributes(bench, token)["email_verified"] == "false")
    }

    @Test func aVerificationCodeWhoseAttemptsRanOutIsVoid() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        _ = try await update(bench, token, ["email": "new@example.com"])
        let right = try #require(bench.inbox.newest(for: "new@example.com")?.code)
        for _ in 0..<15 {
            await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
                try await self.verify(bench, token, code: Bench.wrong(right))
            }
        }
        await #expect(
            throws: CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 3_600)
        ) { try await self.verify(bench, token, code: right) }
        let codes = try await bench.fetch("SELECT count(*) FROM code WHERE purpose LIKE 'verify%'")
        #expect(codes == "0")
    }

    @Test func aNumberIsVerifiedByTextMessage() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        #expect(try await update(bench, token, ["phone_number": "+15551234567"]) == nil)
        let sent = try await bench.pool.perform(
            GetUserAttributeVerificationCode.Input(
                accessToken: token ?? "", attributeName: "phone_number"))
        #expect(
            sent.codeDeliveryDetails
                == CodeDeliveryDetails(
                    destination: "+*******4567", deliveryMedium: "SMS",
                    attributeName: "phone_number"))
        let code = bench.inbox.newest(for: "+15551234567")?.code
        try await verify(bench, token, "phone_number", code: code)
        #expect(try await attributes(bench, token)["phone_number_verified"] == "true")
    }

    @Test func whatMayNotBeWrittenIsRefused() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        let refusals: [(String, String, CognitoError)] = [
            ("email_verified", "true", CognitoError(.notAuthorized, .unauthorizedAttribute)),
            ("sub", "x", CognitoError(.notAuthorized, .unauthorizedAttribute)),
            ("email", "nonsense", CognitoError(.invalidParameter, .invalidEmail)),
            (
                "phone_number", "12",
                CognitoError(.invalidParameter, "Invalid phone number format.")
            ),
        ]
        for (name, value, refusal) in refusals {
            await #expect(throws: refusal) { _ = try await update(bench, token, [name: value]) }
        }
        await #expect(throws: CognitoError.self) {
            _ = try await update(bench, token, ["email": ""])
        }
    }

    @Test func attributesAreDeleted() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().accessToken
        _ = try await update(bench, token, ["name": "Ada", "nickname": "A"])
        func delete(_ names: [String]) async throws(CognitoError) {
            _ = try await bench.pool.perform(
                DeleteUserAttributes.Input(accessToken: token ?? "", userAttributeNames: names))
        }
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\n"
            )
        ) { try await delete(["name", "custom:foo"]) }
        await #expect(throws: CognitoError.self) { try await delete(["email"]) }
        try await delete(["name"])
        _ = try await update(bench, token, ["nickname": ""])
        let shown = try await attributes(bench, token)
        #expect(shown["name"] == nil && shown["nickname"] == nil && shown["email"] == address)
    }

    @Test func aDeletedUserIsGoneWithHisSessions() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        let tokens = try await bench.signIn()
        let answer = try await bench.wire(
            "DeleteUser", #"{"AccessToken":"\#(tokens.accessToken ?? "")"}"#)
        #expect(answer.isEmpty)
        await #expect(throws: CognitoError(.userNotFound, "User does not exist.")) {
            try await bench.getUser(tokens.accessToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, .invalidRefreshToken)) {
            try await bench.refresh(tokens.refreshToken)
        }
        let access = try await bench.claims(tokens.accessToken, .access)
        #expect(
            bench.revocations.isRevoked(
                originJTI: access.originJTI, subject: sub, issuedAt: access.issuedAt))
        try await bench.register()
    }

    @Test func theFactorsAreListed() async throws {
        let bench = try await Bench {
            $0.userPool.policies.signInPolicy.allowedFirstAuthFactors = [
                .password, .emailOTP, .smsOTP,
            ]
        }
        let sub = try await bench.register()
        let token = try await bench.signIn().accessToken ?? ""
        let factors = try await bench.pool.perform(GetUserAuthFactors.Input(accessToken: token))
        #expect(
            factors
                == GetUserAuthFactors.Output(
                    username: sub, configuredUserAuthFactors: ["PASSWORD", "EMAIL_OTP"]))
    }
}
