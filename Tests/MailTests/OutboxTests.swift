import Testing

@testable import Mail

@Suite struct OutboxTests {
    private var outbox = Outbox()

    private mutating func post(_ id: String, at now: Int64) -> Bool {
        outbox.add(id: id, kind: "test", now: now) { nil }
    }

    private mutating func carry(at now: Int64) -> Outbox.Entry? {
        if case .carry(let entry) = outbox.next(now: now) { entry } else { nil }
    }

    private mutating func sleep(at now: Int64) -> Int64? {
        if case .sleep(let moment) = outbox.next(now: now) { moment } else { nil }
    }

    @Test mutating func whatWasTakenIsNeverTriedAgain() throws {
        #expect(post("a", at: 0))
        let entry = try #require(carry(at: 0))
        #expect(carry(at: 0) == nil, "it's carried once at a time")
        #expect(outbox.settle(entry, .taken, now: 5) == .taken(id: "a", kind: "test", attempts: 1))
        #expect(outbox.isEmpty && carry(at: 10_000_000) == nil)
    }

    @Test mutating func whatWasRefusedIsNeverTriedAgain() throws {
        #expect(post("a", at: 0))
        let entry = try #require(carry(at: 0))
        #expect(
            outbox.settle(entry, .refused(.reply(550)), now: 5)
                == .lost(id: "a", kind: "test", attempts: 1, trouble: .reply(550)))
        #expect(outbox.isEmpty)
    }

    @Test mutating func pausesGrowUntilPatienceEnds() throws {
        #expect(post("a", at: 0))
        var now: Int64 = 0
        var pauses: [Int64] = []
        while true {
            let entry = try #require(carry(at: now))
            let event = outbox.settle(entry, .failed(.unreachable), now: now)
            guard case .postponed = event else {
                let attempts = pauses.count + 1
                #expect(
                    event
                        == .lost(id: "a", kind: "test", attempts: attempts, trouble: .unreachable))
                break
            }
            let due = try #require(sleep(at: now))
            pauses.append(due - now)
            now = due
        }
        #expect(Array(pauses.prefix(4)) == [1_000, 2_000, 4_000, 8_000])
        #expect(pauses.last == 300_000 && now <= 3_600_000 && now > 3_000_000)
        #expect(outbox.isEmpty)
    }

    @Test mutating func aLetterThatWaitsHoldsNobodyUp() throws {
        #expect(post("a", at: 0))
        let entry = try #require(carry(at: 0))
        _ = outbox.settle(entry, .failed(.reply(451)), now: 0)
        #expect(post("b", at: 1))
        #expect(carry(at: 1)?.id == "b")
        #expect(carry(at: 1_000)?.id == "a")
    }

    @Test mutating func itIsBounded() throws {
        for _ in 0..<MailLimits.letters { #expect(post("a", at: 0)) }
        #expect(!post("b", at: 0))
        let entry = try #require(carry(at: 0))
        #expect(!post("b", at: 0), "what is being carried counts too")
        _ = outbox.settle(entry, .taken, now: 0)
        #expect(post("b", at: 0))
    }

    @Test mutating func closingTriesWhatWaitsAtOnce() throws {
        #expect(post("a", at: 0))
        for _ in 0..<5 {
            let entry = try #require(carry(at: 100_000))
            _ = outbox.settle(entry, .failed(.reply(451)), now: 0)
        }
        #expect(carry(at: 10) == nil)
        outbox.beginClosing(now: 10)
        let entry = try #require(carry(at: 10))
        _ = outbox.settle(entry, .failed(.reply(451)), now: 10)
        #expect(sleep(at: 10) == 10 + MailLimits.closingPause)
        #expect(outbox.close() == 1)
        #expect(!post("b", at: 10))
        guard case .end = outbox.next(now: 10) else {
            Issue.record("carriers must end")
            return
        }
    }

    @Test mutating func closingEndsThoughTheServerIsDown() throws {
        #expect(post("a", at: 0))
        outbox.beginClosing(now: 0)
        for attempt in 1...MailLimits.closingAttempts {
            let entry = try #require(carry(at: Int64(attempt) * MailLimits.closingPause))
            _ = outbox.settle(entry, .failed(.unreachable), now: 0)
        }
        #expect(outbox.isEmpty)
    }

    @Test mutating func whatIsCarriedAtTheEndIsToldOnce() throws {
        #expect(post("a", at: 0))
        let entry = try #require(carry(at: 0))
        #expect(outbox.close() == 1)
        #expect(outbox.settle(entry, .failed(.tooSlow), now: 0) == nil)
    }
}
