import Cryptography
import Synchronization
import Testing

@testable import Mail

/// Takes what `outcomes` says, one after the other, then `last` for ever.
private final class Script: Sendable {
    private let outcomes: Mutex<[MailOutcome]>
    private let last: MailOutcome
    let carried = Mutex<[String]>([])

    init(_ outcomes: [MailOutcome], last: MailOutcome = .taken) {
        self.outcomes = Mutex(outcomes)
        self.last = last
    }

    func carry(_ envelope: Envelope) -> MailOutcome {
        carried.withLock { $0.append(String(decoding: envelope.message, as: UTF8.self)) }
        return outcomes.withLock { $0.isEmpty ? last : $0.removeFirst() }
    }
}

private final class ScriptedCarrier: MailCarrier {
    private let script: Script

    init(_ script: Script) { self.script = script }

    func carry(_ envelope: Envelope) -> MailOutcome { script.carry(envelope) }
}

@Suite(.timeLimit(.minutes(1))) struct PostOfficeTests {
    /// An office whose events can be waited for.
    private func office(
        _ script: Script, now: @escaping @Sendable () -> Int64
    ) throws -> (PostOffice, AsyncStream<MailEvent>) {
        let (events, continuation) = AsyncStream<MailEvent>.makeStream()
        let office = PostOffice(
            sender: try #require(Sender("no-reply@example.com")), random: .system, date: { 0 },
            now: now, report: { continuation.yield($0) },
            carrier: { ScriptedCarrier(script) })
        return (office, events)
    }

    private func letter(_ text: String) -> @Sendable () -> Letter? {
        {
            MailAddress("ada@example.com").flatMap {
                Letter(to: $0, subject: "s", text: text, html: "")
            }
        }
    }

    @Test func aLetterIsTriedUntilItIsTaken() async throws {
        let script = Script([.failed(.reply(451)), .failed(.unreachable)])
        // Leaps at each look, so that no pause takes time.
        let time = Mutex<Int64>(0)
        let (office, events) = try office(script) {
            time.withLock { time in
                time += 10_000
                return time
            }
        }
        office.post(kind: "test", letter("705089"))
        var seen: [MailEvent] = []
        for await event in events {
            seen.append(event)
            if case .taken = event { break }
        }
        guard case .taken(_, "test", let attempts) = seen.last else {
            Issue.record("not taken")
            return
        }
        #expect(attempts == 3 && seen.count == 3)
        let messages = script.carried.withLock { $0 }
        #expect(messages.count == 3 && Set(messages).count == 1, "one Message-ID for all attempts")
        #expect(!"\(seen)".contains("705089") && !"\(seen)".contains("ada@"))
        await office.close(within: .seconds(5))
    }

    @Test func closingCarriesWhatWaits() async throws {
        let script = Script([])
        let (office, events) = try office(script) { 0 }
        for number in 0..<20 { office.post(kind: "test", letter("\(number)")) }
        await office.close(within: .seconds(20))
        #expect(script.carried.withLock { $0.count } == 20)
        office.post(kind: "late", letter("late"))
        for await event in events where event == .full(kind: "late") { break }
        #expect(script.carried.withLock { $0.count } == 20)
    }

    @Test func whatCannotBeCarriedInTimeIsTold() async throws {
        let (office, events) = try office(Script([], last: .failed(.tooSlow))) { 0 }
        office.post(kind: "test", letter("a"))
        for await event in events {
            if case .postponed = event { break }
        }
        await office.close(within: .zero)
        for await event in events where event == .abandoned(letters: 1) { break }
    }

    @Test func aLetterThatCannotBeWrittenIsLost() async throws {
        let (office, events) = try office(Script([])) { 0 }
        office.post(kind: "test") { nil }
        for await event in events {
            guard case .lost(_, "test", 1, .unwritable) = event else {
                Issue.record("\(event)")
                break
            }
            break
        }
        await office.close(within: .zero)
    }
}
