import Cryptography
import Foundation

/// Takes letters over and has them carried by threads of its own, again and again until they are
/// taken, refused, or too old.
///
/// What waits is in memory: a crash loses it, and whoever misses a code asks for another one.
package final class PostOffice: Sendable {
    private let desk: Desk

    /// - Parameters:
    ///   - carrier: makes a carrier; called on each thread.
    ///   - date: seconds since 1970, for the letters' heads.
    ///   - now: milliseconds since some moment, monotonic.
    package init(
        sender: Sender, random: SecureRandom, date: @escaping @Sendable () -> Int64,
        now: @escaping @Sendable () -> Int64, report: @escaping @Sendable (MailEvent) -> Void,
        carrier: @escaping @Sendable () -> any MailCarrier
    ) {
        let desk = Desk(sender: sender, random: random, date: date, now: now, report: report)
        self.desk = desk
        // The threads hold the desk and not the office, or that would never go away.
        for _ in 0..<MailLimits.carriers {
            let thread = Thread { desk.work(with: carrier()) }
            thread.name = "gatehouse.mail"
            thread.start()
        }
    }

    deinit {
        desk.close()
    }

    /// Takes a letter over and returns at once. It's written where it is carried: the time that
    /// takes tells the poster's caller nothing.
    package func post(kind: String, _ letter: @escaping @Sendable () -> Letter?) {
        desk.post(kind: kind, letter)
    }

    /// Carries what waits, for `time` at most; then nothing more.
    package func close(within time: Duration) async {
        desk.beginClosing()
        let end = ContinuousClock.now + time
        while !desk.isEmpty, .now < end {
            try? await Task.sleep(for: MailLimits.closingLook)
        }
        desk.close()
    }
}
