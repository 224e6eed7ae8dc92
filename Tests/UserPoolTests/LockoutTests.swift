import CognitoAPI
import Testing

@testable import UserPool

@Suite struct LockoutTests {
    private let wrong = CognitoError(.notAuthorized, "Incorrect username or password.")
    private let locked = CognitoError(.notAuthorized, "Password attempts exceeded")

    private func fail(_ bench: Bench, _ name: String = "alice@example.com") async {
        await #expect(throws: wrong) { try await bench.signIn(name, password: "Wrong-pass-1") }
    }

    @Test func theFifthFailureLocksAndEachFurtherOneDoubles() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<5 { await fail(bench) }
        for seconds: Int64 in [1, 2, 4, 8] {
            await #expect(throws: locked) { try await bench.signIn() }
            bench.clock.advance(seconds: seconds - 1)
            await #expect(throws: locked) { try await bench.signIn() }
            bench.clock.advance(seconds: 1)
            await fail(bench)
        }
        bench.clock.advance(seconds: 16)
        try await bench.signIn()
        for _ in 0..<4 { await fail(bench) }
        try await bench.signIn()
    }

    @Test func theLockEndsAfterAQuarterOfAnHourAtMost() {
        #expect(Lockout.lockTime(after: 4) == 0)
        #expect(Lockout.lockTime(after: 5) == 1_000)
        #expect(Lockout.lockTime(after: 14) == 512_000)
        #expect(Lockout.lockTime(after: 15) == 900_000)
        #expect(Lockout.lockTime(after: .max) == 900_000)
    }

    @Test func fifteenQuietMinutesForgetTheFailures() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<4 { await fail(bench) }
        bench.clock.advance(seconds: 900)
        for _ in 0..<4 { await fail(bench) }
        try await bench.signIn()
    }

    @Test func anUnknownNameIsLockedLikeAKnownOne() async throws {
        let bench = try await Bench()
        for name in ["n@example.com", "N@example.com", "n@EXAMPLE.com", "n@example.com"] {
            await fail(bench, name)
        }
        await fail(bench, "n@example.com")
        await #expect(throws: locked) { try await bench.signIn("n@example.com") }
    }

    @Test func theNameAndTheSubShareOneCounter() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        for name in [sub, "alice@example.com", sub, "alice@example.com", sub] {
            await fail(bench, name)
        }
        await #expect(throws: locked) { try await bench.signIn() }
    }

    @Test func theLockSurvivesARestart() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<5 { await fail(bench) }
        let again = try await bench.reopened()
        await #expect(throws: locked) { try await again.signIn() }
    }

    @Test func fiftyParallelGuessesGetFive() async throws {
        let bench = try await Bench()
        try await bench.register()
        let answers = await withTaskGroup(of: CognitoError?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do throws(CognitoError) {
                        try await bench.signIn(password: "Wrong-pass-1")
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: [CognitoError?]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == wrong } == 5)
        #expect(answers.count { $0 == locked } == 45)
    }

    @Test func parallelSignInsWithTheRightPasswordAllWork() async throws {
        let bench = try await Bench()
        try await bench.register()
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<30 { group.addTask { (try? await bench.signIn()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 30)
    }
}
