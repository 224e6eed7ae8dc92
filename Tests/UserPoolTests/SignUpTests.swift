import CognitoAPI
import Testing

@testable import UserPool

@Suite struct SignUpTests {
    @Test func anAccountIsMadeAndConfirmed() async throws {
        let bench = try await Bench()
        let output = try await bench.signUp(attributes: [
            AttributeType(name: "name", value: "Alice")
        ])
        #expect(!output.userConfirmed)
        #expect(output.userSub.count == 36)
        #expect(
            output.codeDeliveryDetails
                == CodeDeliveryDetails(
                    destination: "a***@e***", deliveryMedium: "EMAIL", attributeName: "email"))
        let message = try #require(bench.inbox.newest(for: "Alice@Example.com"))
        #expect(message.code.wholeMatch(of: /[0-9]{6}/) != nil)
        #expect(message.recipient == "alice@example.com" && message.purpose == .confirmSignUp)
        try await bench.confirm()
        let user = try await bench.getUser(bench.signIn().accessToken)
        #expect(user.username == output.userSub)
        #expect(
            user.userAttributes == [
                AttributeType(name: "sub", value: output.userSub),
                AttributeType(name: "email", value: "alice@example.com"),
                AttributeType(name: "email_verified", value: "true"),
                AttributeType(name: "name", value: "Alice"),
            ])
    }

    @Test(arguments: [
        ("Short-1", "Password not long enough"),
        ("lower-case-9", "Password must have uppercase characters"),
        ("UPPER-CASE-9", "Password must have lowercase characters"),
        ("No-digits-here", "Password must have numeric characters"),
        ("NoSymbols99", "Password must have symbol characters"),
    ])
    func weakPasswordsAreRefusedInCognitosOrder(password: String, ending: String) async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .invalidPassword, "Password did not conform with policy: \(ending)")
        ) { try await bench.signUp(password: password) }
    }

    @Test(arguments: ["alice@example.com", "ALICE@example.COM"])
    func aTakenAddressIsRefusedInAnyLetterCase(email: String) async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        await #expect(
            throws: CognitoError(
                .usernameExists, "An account with the given email already exists.")
        ) { try await bench.signUp(email) }
    }

    @Test(arguments: ["alice", "a@b", "a@@example.com", "ünal@example.com", "a@-b.com", ".a@b.com"])
    func aNameThatIsNoAddressIsRefused(name: String) async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(.invalidParameter, "Username should be an email.")
        ) { try await bench.signUp(name) }
    }

    @Test(arguments: [
        ("email_verified", "A client attempted to write unauthorized attribute"),
        ("sub", "A client attempted to write unauthorized attribute"),
    ])
    func whatOnlyThePoolMaySetIsRefused(name: String, text: String) async throws {
        let bench = try await Bench()
        await #expect(throws: CognitoError(.notAuthorized, text)) {
            try await bench.signUp(attributes: [AttributeType(name: name, value: "true")])
        }
    }

    @Test func anAttributeOutsideTheSchemaIsRefused() async throws {
        let bench = try await Bench { $0.userPool.schema = [SchemaAttribute(name: "custom:plan")] }
        _ = try await bench.signUp(
            "b@example.com", attributes: [AttributeType(name: "custom:plan", value: "pro")])
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: "
                    + "Type for attribute {custom:x} could not be determined")
        ) { try await bench.signUp(attributes: [AttributeType(name: "custom:x", value: "1")]) }
    }

    @Test func aRequiredAttributeIsDemanded() async throws {
        let bench = try await Bench {
            $0.userPool.schema = [SchemaAttribute(name: "name", required: true)]
        }
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "Attributes did not conform to the schema: name: The attribute is required\n")
        ) { try await bench.signUp() }
    }

    @Test func anAttributeThatTheClientMayNotWriteIsRefused() async throws {
        let bench = try await Bench { $0.userPoolClient.writeAttributes = ["email"] }
        await #expect(
            throws: CognitoError(
                .notAuthorized, "A client attempted to write unauthorized attribute")
        ) { try await bench.signUp(attributes: [AttributeType(name: "name", value: "A")]) }
    }

    @Test func aPoolForAdminsOnlyRefusesSignUp() async throws {
        let bench = try await Bench {
            $0.userPool.adminCreateUserConfig.allowAdminCreateUserOnly = true
        }
        await #expect(
            throws: CognitoError(.notAuthorized, "SignUp is not permitted for this user pool")
        ) { try await bench.signUp() }
    }

    @Test func withoutAutoVerificationNoCodeGoesOut() async throws {
        let bench = try await Bench { $0.userPool.autoVerifiedAttributes = [] }
        #expect(try await bench.signUp().codeDeliveryDetails == nil)
        #expect(bench.inbox.newest(for: "alice@example.com") == nil)
        await #expect(
            throws: CognitoError(
                .invalidParameter, "Cannot resend codes. Auto verification not turned on.")
        ) { try await bench.resend() }
    }

    @Test func ofParallelSignUpsOneWins() async throws {
        let bench = try await Bench()
        let made = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { (try? await bench.signUp()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == 1)
    }
}

@Suite struct ConfirmationTests {
    @Test func aWrongCodeIsAMismatchAndTheRightOneStillWorks() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        let right = bench.inbox.newest(for: "alice@example.com")?.code
        await #expect(
            throws: CognitoError(
                .codeMismatch, "Invalid verification code provided, please try again.")
        ) { try await bench.confirm(code: Bench.wrong(right)) }
        try await bench.confirm(code: right)
    }

    @Test func aCodeDiesAfterADay() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        bench.clock.advance(seconds: 24 * 3_600)
        await #expect(
            throws: CognitoError(
                .expiredCode, "Invalid code provided, please request a code again.")
        ) { try await bench.confirm() }
    }

    @Test func aSecondConfirmationIsRefused() async throws {
        let bench = try await Bench()
        try await bench.register()
        await #expect(
            throws: CognitoError(
                .notAuthorized, "User cannot be confirmed. Current status is CONFIRMED")
        ) { try await bench.confirm() }
        await #expect(
            throws: CognitoError(.invalidParameter, "User is already confirmed.")
        ) { try await bench.resend() }
    }

    @Test func aResentCodeVoidsTheEarlierOne() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        let first = bench.inbox.newest(for: "alice@example.com")?.code
        var second = first
        while second == first {
            _ = try await bench.resend()
            second = bench.inbox.newest(for: "alice@example.com")?.code
        }
        await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
            try await bench.confirm(code: first)
        }
        try await bench.confirm(code: second)
    }

    @Test func unknownUsersLookTheSameUnderEnabled() async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .expiredCode, "Invalid code provided, please request a code again.")
        ) { try await bench.confirm("nobody@example.com", code: "123456") }
        #expect(try await bench.resend("nobody@example.com")?.destination == "n***@e***")
        #expect(bench.inbox.newest(for: "nobody@example.com") == nil)
    }

    @Test func unknownUsersAreNamedUnderLegacy() async throws {
        let bench = try await Bench { $0.userPoolClient.preventUserExistenceErrors = .legacy }
        let refusal = CognitoError(
            .userNotFound, "Username/client id combination not found.")
        await #expect(throws: refusal) {
            try await bench.confirm("nobody@example.com", code: "123456")
        }
        await #expect(throws: refusal) { try await bench.resend("nobody@example.com") }
    }

    @Test func fiftyParallelGuessesGetFifteenTries() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        let right = try #require(bench.inbox.newest(for: "alice@example.com")?.code)
        let answers = await withTaskGroup(of: CognitoError?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do throws(CognitoError) {
                        try await bench.confirm(code: Bench.wrong(right))
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: [CognitoError?]()) { $0.append($1) }
        }
        #expect(answers.count { $0?.code == .codeMismatch } == 15)
        let limit = CognitoError(
            .limitExceeded, "Attempt limit exceeded, please try after some time.", retryAfter: 3_600
        )
        #expect(answers.count { $0 == limit } == 35)
        await #expect(throws: limit) { try await bench.confirm(code: right) }
        _ = try await bench.resend()
        await #expect(throws: limit) { try await bench.confirm() }
        bench.clock.advance(seconds: 3_600)
        try await bench.confirm()
    }

    @Test func aCodeDiesOfTheFifteenthWrongAnswerHoweverLongThatTakes() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        let right = try #require(bench.inbox.newest(for: "alice@example.com")?.code)
        for _ in 0..<15 {
            await #expect(throws: CognitoError(.codeMismatch, .codeMismatch)) {
                try await bench.confirm(code: Bench.wrong(right))
            }
            bench.clock.advance(seconds: 3_600)
        }
        await #expect(throws: CognitoError(.expiredCode, .codeExpired)) {
            try await bench.confirm(code: right)
        }
        _ = try await bench.resend()
        try await bench.confirm()
    }

    @Test func aConfirmationLeavesAsManyAttemptsAsBefore() async throws {
        let bench = try await Bench()
        try await bench.register()
        var refusals: [CognitoError.Code?] = []
        for email in ["alice@example.com", "nobody@example.com"] {
            for _ in 0..<15 { try? await bench.confirm(email, code: "123456") }
            do throws(CognitoError) { try await bench.confirm(email, code: "123456") } catch {
                refusals.append(error.code)
            }
        }
        #expect(refusals == [.limitExceeded, .limitExceeded])
        let counts = try await bench.fetch(
            "SELECT group_concat(count) FROM attempt WHERE kind = 'confirm'")
        #expect(counts == "15,15")
    }

    @Test func fiveResendsAnHour() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        for email in ["alice@example.com", "nobody@example.com"] {
            for _ in 0..<5 { _ = try await bench.resend(email) }
            await #expect(
                throws: CognitoError(.limitExceeded, .attemptLimitExceeded, retryAfter: 3_600)
            ) {
                try await bench.resend(email)
            }
        }
    }
}
