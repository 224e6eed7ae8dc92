import CognitoAPI
import GRDB
import Testing

@testable import UserPool

@Suite struct LockoutTests {
    private let wrong = CognitoError(.notAuthorized, "Incorrect username or password.")
    private func locked(_ seconds: Int = 1) -> CognitoError {
        CognitoError(.notAuthorized, "Password attempts exceeded", retryAfter: seconds)
    }

    private func fail(_ bench: Bench, _ name: String = "alice@example.com") async {
        await #expect(throws: wrong) { try await bench.signIn(name, password: "Wrong-pass-1") }
    }

    @Test func theFifthFailureLocksAndEachFurtherOneDoubles() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<5 { await fail(bench) }
        for seconds: Int64 in [1, 2, 4, 8] {
            await #expect(throws: locked(Int(seconds))) { try await bench.signIn() }
            bench.clock.advance(seconds: seconds - 1)
            await #expect(throws: locked()) { try await bench.signIn() }
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
        await #expect(throws: locked()) { try await bench.signIn("n@example.com") }
        bench.clock.advance(seconds: 1)
        await fail(bench, "n@example.com")
        await #expect(throws: locked(2)) { try await bench.signIn("n@example.com") }
    }

    @Test func theNameAndTheSubShareOneCounter() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        for name in [sub, "alice@example.com", sub, "alice@example.com", sub] {
            await fail(bench, name)
        }
        await #expect(throws: locked()) { try await bench.signIn() }
    }

    @Test func theLockSurvivesARestart() async throws {
        let bench = try await Bench()
        try await bench.register()
        for _ in 0..<5 { await fail(bench) }
        let again = try await bench.reopened()
        await #expect(throws: locked()) { try await again.signIn() }
    }

    @Test func theSecondsLeftAreRoundedUp() {
        #expect(Limits.seconds(until: 1_001, now: 1_000) == 1)
        #expect(Limits.seconds(until: 3_000, now: 1_000) == 2)
        #expect(Limits.seconds(until: 3_001, now: 1_000) == 3)
        #expect(Limits.seconds(until: 0, now: 1_000) == 0)
    }

    @Test func aReservationTakenBackLeavesTheLockOfOthers() async throws {
        let queue = try DatabaseQueue()
        try PoolSchema.migrator.migrate(queue)
        try await queue.write { db in
            for _ in 0..<4 { _ = try Lockout.reserve("n", now: 0, db) }
            // The fifth is taken back: it was never looked at, so nothing is locked.
            _ = try Lockout.reserve("n", now: 0, db)
            try Lockout.release("n", db)
            #expect(throws: Never.self) { try Lockout.reserve("n", now: 0, db).get() }
            // Of two more, one is taken back while the other's lock of two seconds is running.
            try db.execute(sql: "UPDATE lockout SET failures = 7, locked_until = 4000")
            try Lockout.release("n", db)
            let refusal = try Lockout.reserve("n", now: 0, db)
            #expect(throws: locked(2)) { try refusal.get() }
        }
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
        #expect(answers.count { $0 == locked() } == 45)
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

    @Test func parallelSignInsAllWorkAfterTheCostWasRaised() async throws {
        let bench = try await Bench()
        try await bench.register()
        let dear = try await bench.reopened { $0.passwordHashing.iterations = 2 }
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<30 { group.addTask { (try? await dear.signIn()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 30)
        #expect(try await dear.fetch("SELECT count(*) FROM lockout") == "0")
    }
}
