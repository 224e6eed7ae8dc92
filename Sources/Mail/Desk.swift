import Cryptography
import Dispatch
import Synchronization

/// Where posters and carriers meet.
final class Desk: Sendable {
    private let sender: Sender
    private let random: SecureRandom
    private let date: @Sendable () -> Int64
    private let now: @Sendable () -> Int64
    private let report: @Sendable (MailEvent) -> Void
    private let outbox = Mutex(Outbox())
    /// Rung for each letter; a carrier that is woken for nothing looks and sleeps again.
    private let bell = DispatchSemaphore(value: 0)

    init(
        sender: Sender, random: SecureRandom, date: @escaping @Sendable () -> Int64,
        now: @escaping @Sendable () -> Int64, report: @escaping @Sendable (MailEvent) -> Void
    ) {
        self.sender = sender
        self.random = random
        self.date = date
        self.now = now
        self.report = report
    }

    var isEmpty: Bool { outbox.withLock { $0.isEmpty } }

    func post(kind: String, _ letter: @escaping @Sendable () -> Letter?) {
        let id = random.uuid()
        let isAdded = outbox.withLock { $0.add(id: id, kind: kind, now: now(), letter) }
        if isAdded { bell.signal() } else { report(.full(kind: kind)) }
    }

    func beginClosing() {
        outbox.withLock { $0.beginClosing(now: now()) }
        wakeAll()
    }

    func close() {
        let left = outbox.withLock { $0.close() }
        wakeAll()
        if left > 0 { report(.abandoned(letters: left)) }
    }

    /// Carries letters until the desk is closed.
    func work(with carrier: any MailCarrier) {
        while true {
            switch outbox.withLock({ $0.next(now: now()) }) {
            case .carry(let entry):
                let outcome = carry(entry, with: carrier)
                let event = outbox.withLock { $0.settle(entry, outcome, now: now()) }
                // Another one may sleep until a later moment than this letter's next.
                bell.signal()
                if let event { report(event) }
            case .sleep(let moment):
                sleep(until: moment)
            case .end:
                return
            }
        }
    }

    private func carry(_ entry: Outbox.Entry, with carrier: any MailCarrier) -> MailOutcome {
        guard let letter = entry.letter() else { return .refused(.unwritable) }
        return carrier.carry(Envelope(letter, from: sender, id: entry.id, date: date()))
    }

    private func sleep(until moment: Int64?) {
        guard let moment else { return bell.wait() }
        let milliseconds = Int(clamping: max(1, moment - now()))
        _ = bell.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    private func wakeAll() {
        for _ in 0..<MailLimits.carriers { bell.signal() }
    }
}
