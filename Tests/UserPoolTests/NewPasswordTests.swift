import CognitoAPI
import Foundation
import Testing

@testable import UserPool

@Suite struct NewPasswordTests {
    /// A user with a temporary password, as AdminCreateUser leaves him.
    private func bench(_ edit: (inout PoolPolicy) -> Void = { _ in }) async throws -> Bench {
        let bench = try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.password, .srp]
            edit(&$0)
        }
        try await bench.register()
        try await bench.edit("UPDATE user SET status = 'FORCE_CHANGE_PASSWORD'")
        return bench
    }

    private func start(_ bench: Bench) async throws -> SignInOutput {
        try await bench.pool.perform(
            InitiateAuth.Input(
                clientId: bench.client, authFlow: "USER_PASSWORD_AUTH",
                authParameters: ["USERNAME": "alice@example.com", "PASSWORD": Bench.password]))
    }

    private func answers(_ extra: [String: String] = [:]) -> [String: String] {
        ["USERNAME": "alice@example.com", "NEW_PASSWORD": "Battery-staple-8"].merging(extra) { $1 }
    }

    @Test func theWholeLoopByPassword() async throws {
        let bench = try await bench()
        let first = try await start(bench)
        #expect(first.challengeName == "NEW_PASSWORD_REQUIRED")
        #expect(first.authenticationResult == nil)
        #expect(first.challengeParameters?["requiredAttributes"] == "[]")
        #expect(
            first.challengeParameters?["userAttributes"]
                == #"{"email":"alice@example.com","email_verified":"true"}"#)
        let second = try await bench.respond(
            "NEW_PASSWORD_REQUIRED", answers(["userAttributes.name": "Ada"]),
            session: first.session)
        let user = try await bench.getUser(second.authenticationResult?.accessToken)
        #expect(user.userAttributes.contains(AttributeType(name: "name", value: "Ada")))
        try await bench.signIn(password: "Battery-staple-8")
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            try await bench.signIn()
        }
    }

    @Test func theWholeLoopBySRP() async throws {
        let bench = try await bench()
        let first = try await bench.signInBySRP()
        #expect(first.challengeName == "NEW_PASSWORD_REQUIRED")
        let second = try await bench.respond(
            "NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        #expect(second.authenticationResult != nil)
        try await bench.signInBySRP(password: "Battery-staple-8")
    }

    @Test func aSessionIsGoodForOneAnswer() async throws {
        let bench = try await bench()
        let first = try await start(bench)
        try await bench.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        await #expect(
            throws: CognitoError(
                .notAuthorized, "Invalid session for the user, session can only be used once.")
        ) {
            try await bench.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        }
    }

    @Test func aWeakPasswordLeavesTheSession() async throws {
        let bench = try await bench()
        let first = try await start(bench)
        let weak = CognitoError(
            .invalidPassword, "Password does not conform to policy: Password not long enough")
        await #expect(throws: weak) {
            try await bench.respond(
                "NEW_PASSWORD_REQUIRED", answers(["NEW_PASSWORD": "short"]), session: first.session)
        }
        try await bench.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
    }

    @Test func anExpiredSessionIsCalledExpired() async throws {
        let bench = try await bench()
        let first = try await start(bench)
        bench.clock.advance(seconds: 180)
        await #expect(
            throws: CognitoError(
                .notAuthorized, "Invalid session for the user, session is expired.")
        ) {
            try await bench.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        }
    }

    @Test func aSessionIsOneUsersAndOneChallenges() async throws {
        let bench = try await bench()
        try await bench.register("bob@example.com")
        let first = try await start(bench)
        let refusal = CognitoError(.notAuthorized, "Invalid session for the user.")
        await #expect(throws: refusal) {
            try await bench.respond(
                "NEW_PASSWORD_REQUIRED", answers(["USERNAME": "bob@example.com"]),
                session: first.session)
        }
        await #expect(throws: refusal) {
            try await bench.respond("SOFTWARE_TOKEN_MFA", answers(), session: first.session)
        }
        try await bench.edit("UPDATE user SET password_hash = 'x'")
        await #expect(throws: refusal) {
            try await bench.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        }
    }

    @Test func requiredAttributesAreAskedFor() async throws {
        let bench = try await bench()
        let strict = try await bench.reopened {
            $0.userPool.schema = [SchemaAttribute(name: "name", required: true)]
        }
        let first = try await start(strict)
        #expect(first.challengeParameters?["requiredAttributes"] == #"["userAttributes.name"]"#)
        await #expect(
            throws: CognitoError(.invalidParameter, "Invalid attributes given, name is missing")
        ) {
            try await strict.respond("NEW_PASSWORD_REQUIRED", answers(), session: first.session)
        }
        await #expect(
            throws: CognitoError(.notAuthorized, "Cannot modify an already provided email")
        ) {
            try await strict.respond(
                "NEW_PASSWORD_REQUIRED", answers(["userAttributes.email": "eve@example.com"]),
                session: first.session)
        }
        try await strict.respond(
            "NEW_PASSWORD_REQUIRED", answers(["userAttributes.name": "Ada"]),
            session: first.session)
    }

    @Test func theSessionIsNotInTheFile() async throws {
        let bench = try await bench()
        let text = try await start(bench).session ?? ""
        #expect(text.count >= 20)
        #expect(try bench.bytes().range(of: Data(text.utf8)) == nil)
    }
}
