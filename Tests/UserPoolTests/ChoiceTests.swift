import CognitoAPI
import Testing

@testable import UserPool

@Suite struct ChoiceTests {
    private let name = ["USERNAME": "alice@example.com"]

    private func bench(_ edit: (inout PoolPolicy) -> Void = { _ in }) async throws -> Bench {
        try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.choice]
            $0.userPool.policies.signInPolicy.allowedFirstAuthFactors = [
                .password, .emailOTP, .smsOTP,
            ]
            edit(&$0)
        }
    }

    private func begin(
        _ bench: Bench, _ extra: [String: String] = [:]
    ) async throws(CognitoError) -> SignInOutput {
        try await bench.pool.perform(
            InitiateAuth.Input(
                clientId: bench.client, authFlow: "USER_AUTH",
                authParameters: name.merging(extra) { $1 }))
    }

    @Test func theUserIsShownWhatHeMayChoose() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await begin(bench)
        #expect(first.challengeName == "SELECT_CHALLENGE" && first.challengeParameters == [:])
        #expect(first.availableChallenges == ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"])
        let second = try await bench.respond(
            "SELECT_CHALLENGE",
            name.merging(["ANSWER": "PASSWORD", "PASSWORD": Bench.password]) { $1 },
            session: first.session)
        #expect(second.authenticationResult != nil)
        await #expect(throws: CognitoError(.notAuthorized, .sessionUsed)) {
            try await bench.respond(
                "SELECT_CHALLENGE",
                name.merging(["ANSWER": "PASSWORD", "PASSWORD": Bench.password]) { $1 },
                session: first.session)
        }
    }

    @Test func aPreferenceGoesStraightThere() async throws {
        let bench = try await bench()
        try await bench.register()
        let done = try await begin(
            bench, ["PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": Bench.password])
        #expect(done.authenticationResult != nil)
        let client = try SRPClient()
        let proof = try await begin(
            bench, ["PREFERRED_CHALLENGE": "PASSWORD_SRP", "SRP_A": client.publicNumber()])
        #expect(proof.challengeName == "PASSWORD_VERIFIER")
        let answer = try bench.proof(proof.challengeParameters ?? [:], Bench.password, client)
        #expect(
            try await bench.respond("PASSWORD_VERIFIER", answer).authenticationResult != nil)
    }

    @Test func aCodeSignsIn() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await begin(bench, ["PREFERRED_CHALLENGE": "EMAIL_OTP"])
        #expect(first.challengeName == "EMAIL_OTP" && first.availableChallenges == ["EMAIL_OTP"])
        #expect(
            first.challengeParameters == [
                "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL",
                "CODE_DELIVERY_DESTINATION": "a***@e***",
            ])
        let code = bench.inbox.newest(for: "alice@example.com")
        #expect(code?.purpose == .signIn && code?.code.count == 8)
        await #expect(
            throws: CognitoError(.codeMismatch, "Invalid code or auth state for the user.")
        ) {
            try await bench.respond(
                "EMAIL_OTP", name.merging(["EMAIL_OTP_CODE": "00000000x"]) { $1 },
                session: first.session)
        }
        let answer = name.merging(["EMAIL_OTP_CODE": code?.code ?? ""]) { $1 }
        let second = try await bench.respond("EMAIL_OTP", answer, session: first.session)
        #expect(second.authenticationResult != nil)
        await #expect(throws: CognitoError(.notAuthorized, .sessionUsed)) {
            try await bench.respond("EMAIL_OTP", answer, session: first.session)
        }
        let late = try await begin(bench, ["PREFERRED_CHALLENGE": "EMAIL_OTP"])
        bench.clock.advance(seconds: 180)
        await #expect(throws: CognitoError(.notAuthorized, .sessionExpired)) {
            try await bench.respond("EMAIL_OTP", answer, session: late.session)
        }
    }

    @Test func aCodeIsChosenBySelection() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await begin(bench)
        await #expect(throws: CognitoError.self) {
            try await bench.respond(
                "SELECT_CHALLENGE", name.merging(["ANSWER": "SMS_OTP"]) { $1 },
                session: first.session)
        }
        let second = try await bench.respond(
            "SELECT_CHALLENGE", name.merging(["ANSWER": "EMAIL_OTP"]) { $1 },
            session: first.session)
        #expect(second.challengeName == "EMAIL_OTP")
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        let third = try await bench.respond(
            "EMAIL_OTP", name.merging(["EMAIL_OTP_CODE": code]) { $1 }, session: second.session)
        #expect(third.authenticationResult != nil)
    }

    @Test func whoHasJustConfirmedHisAccountNeedsNoFurtherProofOnce() async throws {
        let bench = try await bench()
        _ = try await bench.signUp()
        let confirmed = try await bench.pool.perform(
            ConfirmSignUp.Input(
                clientId: bench.client, username: "alice@example.com",
                confirmationCode: bench.inbox.newest(for: "alice@example.com")?.code ?? ""))
        func resume() async throws(CognitoError) -> SignInOutput {
            try await bench.pool.perform(
                InitiateAuth.Input(
                    clientId: bench.client, authFlow: "USER_AUTH", authParameters: name,
                    session: confirmed.session))
        }
        #expect(try await resume().authenticationResult != nil)
        await #expect(throws: CognitoError(.notAuthorized, .sessionUsed)) {
            _ = try await resume()
        }
    }

    @Test func theChoiceMayStandInTheChallengesName() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await begin(bench)
        let second = try await bench.respond(
            "PASSWORD", name.merging(["PASSWORD": Bench.password]) { $1 }, session: first.session)
        #expect(second.authenticationResult != nil)
    }

    @Test func nobodyLooksLikeSomebody() async throws {
        let bench = try await bench()
        let first = try await begin(bench, ["PREFERRED_CHALLENGE": "EMAIL_OTP"])
        #expect(first.challengeName == "EMAIL_OTP")
        #expect(first.challengeParameters?["CODE_DELIVERY_DESTINATION"] == "a***@e***")
        #expect(bench.inbox.newest(for: "alice@example.com") == nil)
        await #expect(throws: CognitoError(.codeMismatch, .invalidCodeOrState)) {
            try await bench.respond(
                "EMAIL_OTP", name.merging(["EMAIL_OTP_CODE": "12345678"]) { $1 },
                session: first.session)
        }
        let second = try await begin(bench)
        #expect(second.availableChallenges == ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"])
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            try await bench.respond(
                "SELECT_CHALLENGE",
                name.merging(["ANSWER": "PASSWORD", "PASSWORD": Bench.password]) { $1 },
                session: second.session)
        }
    }

    @Test func aPreferenceThatIsNotOpenLeadsToTheChoice() async throws {
        let bench = try await bench()
        try await bench.register()
        try await bench.edit("UPDATE user SET status = 'FORCE_CHANGE_PASSWORD'")
        let first = try await begin(bench, ["PREFERRED_CHALLENGE": "EMAIL_OTP"])
        #expect(first.challengeName == "SELECT_CHALLENGE")
        #expect(first.availableChallenges == ["PASSWORD", "PASSWORD_SRP"])
        let second = try await bench.respond(
            "SELECT_CHALLENGE",
            name.merging(["ANSWER": "PASSWORD", "PASSWORD": Bench.password]) { $1 },
            session: first.session)
        #expect(second.challengeName == "NEW_PASSWORD_REQUIRED")
    }

    @Test func whoHasASecondFactorIsNotLetInByACodeAlone() async throws {
        let bench = try await bench {
            $0.userPool.mfaConfiguration = .optional
            $0.userPoolClient.explicitAuthFlows = [.choice, .password]
        }
        try await bench.register()
        try await bench.turnOnApp(bench.signIn().accessToken)
        let first = try await begin(bench, ["PREFERRED_CHALLENGE": "EMAIL_OTP"])
        #expect(first.availableChallenges == ["PASSWORD", "PASSWORD_SRP"])
    }
}
