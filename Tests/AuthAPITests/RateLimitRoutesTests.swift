import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

@testable import AuthAPI

/// Limits as clients see them.
@Suite struct RateLimitRoutesTests {
    private let seconds = Seconds()

    private func door(_ set: (inout RateLimits.Policies) -> Void) throws -> Door {
        var policies = RateLimits.Policies()
        set(&policies)
        return try Door(limits: RateLimits(policies, in: LocalRateLimits(now: seconds.now)))
    }

    private func policy(_ quota: Int, _ window: Int = 60) -> RateLimitPolicy {
        RateLimitPolicy(name: "test", quota: quota, window: window)
    }

    private static let bodies = [
        "/login": #"{"email":"a@b.c","password":"p"}"#,
        "/login/challenge": #"{"email":"a@b.c","challenge":"C","session":"s","ANSWER":"1"}"#,
        "/register": #"{"email":"a@b.c","password":"p","name":"n"}"#,
        "/verify": #"{"email":"a@b.c","code":"1"}"#, "/resend-code": #"{"email":"a@b.c"}"#,
        "/forgot-password": #"{"email":"a@b.c"}"#,
        "/reset-password": #"{"email":"a@b.c","code":"1","newPassword":"p"}"#,
        "/refresh": #"{"refreshToken":"r"}"#, "/logout": "",
    ]

    @Test(arguments: bodies.keys.sorted())
    func eachRouteIsLimitedPerClient(_ path: String) async throws {
        let door = try door {
            $0.signIn = policy(2)
            $0.mail = policy(2)
            $0.code = policy(2)
            $0.session = policy(2)
        }
        let body = try #require(Self.bodies[path])
        for left in [1, 0] {
            let answer = await door.post(path, body)
            #expect(answer.status != 429)
            #expect(answer.response[.rateLimit] == "\"test\";r=\(left);t=\(60 - left * 30)")
        }
        let refused = await door.post(path, body)
        #expect(refused.status == 429 && refused.code == "too_many_requests")
        #expect(refused.response[.retryAfter] == "30" && refused.json["retryAfter"] as? Int == 30)
        #expect(refused.response[.rateLimit] == "\"test\";r=0;t=60")
        #expect(refused.response[.rateLimitPolicy] == "\"test\";q=2;w=60")
        // Routes are counted apart, and everybody else is somebody else.
        let other = try #require(Self.bodies.keys.sorted().first { $0 != path })
        #expect(await door.post(other, try #require(Self.bodies[other])).status != 429)
        seconds.pass(30)
        #expect(await door.post(path, body).status != 429)
    }

    @Test func failuresOfAnAccountAreCountedWhoeverHasIt() async throws {
        let door = try door { $0.accountFailures = policy(3) }
        let refusals = [
            CognitoError(.notAuthorized, .incorrectCredentials),
            CognitoError(.userNotFound, .userNotFound),
        ]
        for (email, error) in zip(["ada@b.c", "nobody@b.c"], refusals) {
            door.service.refuse(InitiateAuth.Input.self, with: error)
            for _ in 0..<3 { #expect(await login(door, email).status == 401) }
            let refused = await login(door, email.uppercased())
            #expect(refused.status == 429 && refused.response[.retryAfter] == "20")
        }
        #expect(door.service.inputs(InitiateAuth.Input.self).count == 6, "not asked in vain")
        #expect(await login(door, "other@b.c").status == 401)
    }

    @Test func aSuccessForgetsTheFailures() async throws {
        let door = try door { $0.accountFailures = policy(3) }
        for _ in 0..<3 {
            door.service.refuse(
                InitiateAuth.Input.self, with: CognitoError(.notAuthorized, .incorrectCredentials))
            for _ in 0..<2 { #expect(await login(door).status == 401) }
            door.service.answer(
                InitiateAuth.Input.self,
                with: SignInOutput(challengeName: "SOFTWARE_TOKEN_MFA", session: "s"))
            #expect(await login(door).status == 200)
        }
    }

    @Test(arguments: [
        CognitoError(.unavailable, ""), CognitoError(.timeout, ""),
        CognitoError(.tooManyRequests, .rateExceeded),
        CognitoError(.notAuthorized, .passwordAttemptsExceeded),
        CognitoError(.userNotConfirmed, .userNotConfirmed),
    ])
    func whatIsNoGuessIsNotCounted(_ error: CognitoError) async throws {
        let door = try door { $0.accountFailures = policy(2) }
        door.service.refuse(InitiateAuth.Input.self, with: error)
        for _ in 0..<6 { _ = await login(door) }
        #expect(door.service.inputs(InitiateAuth.Input.self).count == 6)
    }

    /// Signing in again and again must not buy guesses at the second factor.
    @Test func aRightPasswordForgetsNoGuessesAtTheChallenge() async throws {
        let door = try door { $0.accountFailures = policy(3) }
        door.service.answer(
            InitiateAuth.Input.self,
            with: SignInOutput(challengeName: "SOFTWARE_TOKEN_MFA", session: "s"))
        door.service.refuse(
            RespondToAuthChallenge.Input.self, with: CognitoError(.codeMismatch, .codeMismatch))
        let body = try #require(Self.bodies["/login/challenge"])
        for _ in 0..<3 {
            #expect(await login(door, "a@b.c").status == 200)
            #expect(await door.post("/login/challenge", body).status != 429)
        }
        #expect(await login(door, "a@b.c").status == 200)
        #expect(await door.post("/login/challenge", body).status == 429)
    }

    @Test(arguments: ["/verify", "/resend-code", "/forgot-password", "/reset-password"])
    func codesOfAnAccountAreCounted(_ path: String) async throws {
        let door = try door { $0.accountCodes = policy(2) }
        let body = try #require(Self.bodies[path])
        for _ in 0..<2 { #expect(await door.post(path, body).status != 429) }
        let refused = await door.post(path, body)
        #expect(refused.status == 429 && refused.json["retryAfter"] as? Int == 30)
        let other = body.replacing("a@b.c", with: "other@b.c")
        #expect(await door.post(path, other).status != 429)
    }

    @Test func thePreciseBodyIsNeededBeforeAnAccountIsCounted() async throws {
        let door = try door { $0.accountCodes = policy(1) }
        for _ in 0..<3 {
            #expect(await door.post("/verify", #"{"email":"a@b.c"}"#).status == 400)
        }
    }

    @Test(arguments: [true, false])
    func theServiceIsToldTheClientsAddressIfItWantsIt(_ isTold: Bool) async throws {
        let door = try Door(tellsClientAddress: isTold)
        for (path, body) in Self.bodies { _ = await door.post(path, body) }
        door.service.refuse(
            GetTokensFromRefreshToken.Input.self, with: CognitoError(.unknownOperation, ""))
        _ = await door.post("/refresh", try #require(Self.bodies["/refresh"]))
        let service = door.service
        let contexts =
            service.inputs(SignUp.Input.self).map(\.userContextData)
            + service.inputs(ConfirmSignUp.Input.self).map(\.userContextData)
            + service.inputs(ResendConfirmationCode.Input.self).map(\.userContextData)
            + service.inputs(InitiateAuth.Input.self).map(\.userContextData)
            + service.inputs(RespondToAuthChallenge.Input.self).map(\.userContextData)
            + service.inputs(ForgotPassword.Input.self).map(\.userContextData)
            + service.inputs(ConfirmForgotPassword.Input.self).map(\.userContextData)
        let expected = isTold ? UserContextData(ipAddress: "127.0.0.1") : nil
        #expect(contexts.count >= 8 && contexts.allSatisfy { $0 == expected })
    }

    @Test func healthIsNotLimited() async throws {
        let door = try door {
            $0.signIn = policy(1)
            $0.session = policy(1)
        }
        for _ in 0..<5 { #expect(await door.get("/health").response[.rateLimit] == nil) }
    }

    private func login(_ door: Door, _ email: String = "ada@b.c") async -> Answer {
        await door.post("/login", #"{"email":"\#(email)","password":"p"}"#)
    }

    private final class Seconds: Sendable {
        private let milliseconds = Mutex<Int64>(1_000_000)

        @Sendable func now() -> Int64 { milliseconds.withLock { $0 } }
        func pass(_ seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
    }
}
