import Testing

@testable import UserPool

@Suite struct InboxTests {
    private func message(_ code: String, to email: String = "a@example.com") -> CodeMessage {
        CodeMessage(recipient: email, code: code, purpose: .confirmSignUp)
    }

    @Test func theNewestWinsInAnyLetterCase() {
        let inbox = Inbox()
        for code in ["1", "2"] { inbox.deliver(message(code, to: "A@example.com")) }
        inbox.deliver(message("3", to: "b@example.com"))
        #expect(inbox.newest(for: "a@EXAMPLE.com")?.code == "2")
    }

    @Test func theOldestGivesWay() {
        let inbox = Inbox()
        inbox.deliver(message("first", to: "first@example.com"))
        for _ in 0..<1_000 { inbox.deliver(message("x")) }
        #expect(inbox.newest(for: "first@example.com") == nil)
    }

    @Test func aWaiterWakesOnArrival() async {
        let inbox = Inbox(sleep: { _ in try await Task.sleep(for: .seconds(600)) })
        async let found = inbox.wait(for: "a@example.com", seconds: 600)
        while inbox.waiting == 0 { await Task.yield() }
        inbox.deliver(message("other", to: "b@example.com"))
        inbox.deliver(message("42"))
        #expect(await found?.code == "42")
    }

    @Test func aWaiterGivesUpWhenTheTimeIsOver() async {
        let inbox = Inbox(sleep: { _ in })
        #expect(await inbox.wait(for: "a@example.com", seconds: 5) == nil)
    }

    @Test func aCancelledWaiterReturns() async {
        let inbox = Inbox(sleep: { _ in try await Task.sleep(for: .seconds(600)) })
        let task = Task { await inbox.wait(for: "a@example.com", seconds: 600) }
        while inbox.waiting == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == nil)
    }

    @Test func aMessageNeverPrintsItsCode() {
        let message = message("987654")
        #expect(!"\(message) \(String(reflecting: message))".contains("987654"))
        var dumped = ""
        dump(message, to: &dumped)
        #expect(!dumped.contains("987654"))
    }
}

@Suite struct BoundedQueueTests {
    @Test func itRunsEverythingUpToItsDepth() async throws {
        let queue = BoundedQueue(label: "test", width: 2, depth: 1_000)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<600 { group.addTask { try await queue.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 600 * 599 / 2)
    }

    @Test func itRefusesBeyondItsDepth() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 0)
        let gate = Gate()
        async let blocker: Void = queue.run { gate.wait() }
        await gate.entered()
        await #expect(throws: BoundedQueue.NotRun.self) { try await queue.run {} }
        gate.open()
        try await blocker
        try await queue.run {}
    }

    @Test func nobodyWorksForACallerWhoGaveUpWaiting() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 1, threads: .yielding)
        let gate = Gate()
        async let blocker: Void = queue.run { gate.wait() }
        await gate.entered()
        let abandoned = Task { try await queue.run { "done" } }
        abandoned.cancel()
        gate.open()
        await #expect(throws: BoundedQueue.NotRun.self) { try await abandoned.value }
        try await blocker
        #expect(try await queue.run { "done" } == "done")
    }

    @Test func whoHasAPlaceIsNotRefused() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 0)
        let place = try queue.place()
        await #expect(throws: BoundedQueue.NotRun.self) { try await queue.run {} }
        #expect(try await queue.run(in: place) { 7 } == 7)
        // Its own place is used up, though somebody still has it in hand.
        try await queue.run {}
        withExtendedLifetime(place) {}
    }

    @Test func aPlaceThatIsLetGoIsFree() async throws {
        let queue = BoundedQueue(label: "test", width: 1, depth: 0)
        do { _ = try queue.place() }
        try await queue.run {}
    }

    #if os(Linux)
        @Test func itsThreadsGiveWayWhereTheyAreToldTo() async throws {
            let own = YieldingThread.ofThisThread
            let niceness = try await BoundedQueue(
                label: "test", width: 1, depth: 0, threads: .yielding
            ).run { YieldingThread.ofThisThread }
            #expect(niceness == min(19, own + YieldingThread.niceness))
        }
    #endif
}
