import CognitoAPI
import Testing

@testable import UserPool

@Suite struct PasswordHistoryTests {
    private let refusal = CognitoError(.passwordHistoryPolicyViolation, .passwordUsedBefore)

    private func bench(_ size: Int) async throws -> (Bench, String) {
        let bench = try await Bench {
            $0.userPool.policies.passwordPolicy.passwordHistorySize = size
        }
        try await bench.register()
        return (bench, try #require(try await bench.signIn().accessToken))
    }

    private func change(
        _ bench: Bench, _ token: String, from old: String, to new: String
    ) async throws {
        _ = try await bench.pool.perform(
            ChangePassword.Input(
                accessToken: token, previousPassword: old, proposedPassword: new))
    }

    @Test func theLastThreeAreRefusedAndTheFourthIsFree() async throws {
        let (bench, token) = try await bench(3)
        var present = Bench.password
        for next in ["Second-horse-2", "Third-horse-3"] {
            try await change(bench, token, from: present, to: next)
            present = next
        }
        for old in [Bench.password, "Second-horse-2", "Third-horse-3"] {
            await #expect(throws: refusal) {
                try await self.change(bench, token, from: present, to: old)
            }
        }
        try await change(bench, token, from: present, to: "Fourth-horse-4")
        try await change(bench, token, from: "Fourth-horse-4", to: Bench.password)
        #expect(try await bench.fetch("SELECT count(*) FROM password_history") == "2")
    }

    @Test func withOneOnlyThePresentPasswordIsRefused() async throws {
        let (bench, token) = try await bench(1)
        await #expect(throws: refusal) {
            try await self.change(bench, token, from: Bench.password, to: Bench.password)
        }
        try await change(bench, token, from: Bench.password, to: "Second-horse-2")
        try await change(bench, token, from: "Second-horse-2", to: Bench.password)
        #expect(try await bench.fetch("SELECT count(*) FROM password_history") == "0")
    }

    @Test func aResetRemembersToo() async throws {
        let (bench, _) = try await bench(2)
        _ = try await bench.forgot()
        let code = try #require(bench.inbox.newest(for: "alice@example.com")?.code)
        await #expect(throws: refusal) {
            try await bench.reset(code: code, password: Bench.password)
        }
        // The code is still good.
        try await bench.reset(code: code)
        await #expect(throws: refusal) {
            _ = try await bench.wire(
                "AdminSetUserPassword",
                #"""
                {"UserPoolId":"\#(bench.pool.id)","Username":"alice@example.com",
                "Password":"\#(Bench.password)","Permanent":true}
                """#)
        }
    }

    @Test func withoutAHistoryNothingIsKept() async throws {
        let (bench, token) = try await bench(0)
        try await change(bench, token, from: Bench.password, to: Bench.password)
        #expect(try await bench.fetch("SELECT count(*) FROM password_history") == "0")
    }
}
