import CognitoAPI
import Cryptography
import GRDB
import Synchronization
import Testing

@testable import UserPool

@Suite struct SignInTests {
    @Test func theAddressInAnyLetterCaseAndTheSubSignIn() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        for name in ["alice@example.com", "ALICE@Example.com", sub] {
            let result = try await bench.signIn(name)
            #expect(result.tokenType == "Bearer" && result.expiresIn == 3_600)
        }
    }

    @Test func aSignInAnswersWithEmptyChallengeParameters() async throws {
        let bench = try await Bench()
        try await bench.register()
        let answer = try await bench.wire(
            "InitiateAuth",
            """
            {"ClientId":"\(bench.client)","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":
            {"USERNAME":"alice@example.com","PASSWORD":"\(Bench.password)"}}
            """)
        #expect(answer.contains(#""ChallengeParameters":{}"#))
        #expect(!answer.contains("null") && !answer.contains("ChallengeName"))
    }

    @Test func wrongPasswordAndUnknownUserLookTheSameUnderEnabled() async throws {
        let bench = try await Bench()
        try await bench.register()
        let refusal = CognitoError(.notAuthorized, "Incorrect username or password.")
        await #expect(throws: refusal) { try await bench.signIn(password: "Wrong-pass-1") }
        await #expect(throws: refusal) { try await bench.signIn("nobody@example.com") }
    }

    @Test func anUnknownUserIsNamedUnderLegacy() async throws {
        let bench = try await Bench { $0.userPoolClient.preventUserExistenceErrors = .legacy }
        await #expect(throws: CognitoError(.userNotFound, "User does not exist.")) {
            try await bench.signIn("nobody@example.com")
        }
    }

    @Test func anUnconfirmedUserLearnsItOnlyWithTheRightPassword() async throws {
        let bench = try await Bench()
        _ = try await bench.signUp()
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            try await bench.signIn(password: "Wrong-pass-1")
        }
        await #expect(throws: CognitoError(.userNotConfirmed, "User is not confirmed.")) {
            try await bench.signIn()
        }
    }

    @Test(arguments: [
        ("enabled = FALSE", CognitoError(.notAuthorized, "User is disabled.")),
        (
            "status = 'RESET_REQUIRED'",
            CognitoError(.passwordResetRequired, "Password reset required for the user")
        ),
    ])
    func theUsersStateRefuses(change: String, refusal: CognitoError) async throws {
        let bench = try await Bench()
        try await bench.register()
        try await bench.edit("UPDATE user SET \(change)")
        await #expect(throws: refusal) { try await bench.signIn() }
    }

    @Test(arguments: [
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("USER_AUTH", "USER_AUTH flow not enabled for this client"),
        ("CUSTOM_AUTH", "Custom auth lambda trigger is not configured for the user pool."),
        ("ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported."),
        ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("REFRESH_TOKEN", "Refresh Token flow not enabled for this client"),
    ])
    func aFlowThatIsNotEnabledIsRefused(flow: String, text: String) async throws {
        let bench = try await Bench { $0.userPoolClient.explicitAuthFlows = [] }
        await #expect(throws: CognitoError(.invalidParameter, text)) {
            try await bench.pool.perform(
                InitiateAuth.Input(clientId: bench.client, authFlow: flow))
        }
    }

    @Test(arguments: [
        ("USER_PASSWORD_AUTH", [:], "Missing required parameter USERNAME"),
        ("USER_PASSWORD_AUTH", ["USERNAME": "a"], "Missing required parameter PASSWORD"),
        ("REFRESH_TOKEN_AUTH", [:], "Missing required parameter REFRESH_TOKEN"),
    ])
    func aMissingParameterIsNamed(
        flow: String, parameters: [String: String], text: String
    ) async throws {
        let bench = try await Bench()
        await #expect(throws: CognitoError(.invalidParameter, text)) {
            try await bench.pool.perform(
                InitiateAuth.Input(
                    clientId: bench.client, authFlow: flow, authParameters: parameters))
        }
    }

    @Test func aChallengeNobodyIssuedIsRefused() async throws {
        let bench = try await Bench()
        func respond(_ session: String?) async throws(CognitoError) {
            _ = try await bench.pool.perform(
                RespondToAuthChallenge.Input(
                    clientId: bench.client, challengeName: "SOFTWARE_TOKEN_MFA", session: session,
                    challengeResponses: ["USERNAME": "alice@example.com"]))
        }
        await #expect(throws: CognitoError(.notAuthorized, "Invalid session for the user.")) {
            try await respond("invented-session-of-length")
        }
        await #expect(
            throws: CognitoError(.invalidParameter, "Missing required parameter Session")
        ) { try await respond(nil) }
    }

    @Test func anOutdatedHashIsRenewedAtSignIn() async throws {
        let bench = try await Bench()
        try await bench.register()
        let dear = try await bench.reopened { $0.passwordHashing.iterations = 2 }
        try await dear.signIn()
        let hash = try await dear.fetch("SELECT password_hash FROM user")
        #expect(hash?.contains("t=2,") == true)
        try await dear.signIn()
    }

    @Test func aSignInIsNotRefusedAtOnceWhenTheQueueIsFull() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 0)
        let pauses = Atomic(0)
        let hasher = PasswordHasher(
            parameters: try Argon2Parameters(memoryKiB: 8, iterations: 1, parallelism: 1),
            random: .system, queue: queue, report: { _ in },
            pause: { pauses.add(1, ordering: .relaxed) })
        let place = try hasher.place()
        let refusal = #expect(throws: CognitoError.self) { _ = try hasher.place() }
        #expect(refusal == CognitoError(.tooManyRequests, .rateExceeded))
        await hasher.pause(before: CognitoError(.notAuthorized, .incorrectCredentials))
        #expect(pauses.load(ordering: .relaxed) == 0)
        await hasher.pause(before: try #require(refusal))
        #expect(pauses.load(ordering: .relaxed) == 1)
        #expect(try await hasher.check("a", against: nil, in: place) == .wrong)
    }

    @Test func aQueueThatIsFullAnswersTooManyRequests() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 0)
        let hasher = PasswordHasher(
            parameters: try Argon2Parameters(memoryKiB: 8, iterations: 1, parallelism: 1),
            random: .system, queue: queue, report: { _ in })
        let gate = Gate()
        async let blocker: Void = queue.run { gate.wait() }
        await gate.entered()
        await #expect(throws: CognitoError(.tooManyRequests, "Rate exceeded")) {
            try await hasher.check("x", against: nil)
        }
        gate.open()
        try await blocker
        #expect(try await hasher.check("x", against: nil) == .wrong)
    }
}
