import Logging
import UserPool

/// What the embedded pool reports, as log lines.
struct PoolLog: Sendable {
    let log: Log

    @Sendable func write(_ event: PoolEvent) {
        let level = level(of: event)
        guard log.level <= level else { return }
        var line = log.line(level, "pool")
        line.add("event", "\(event)")
        log.write(line)
    }

    private func level(of event: PoolEvent) -> Logger.Level {
        switch event {
        case .failed: .error
        case .overloaded, .attemptLimitReached, .lockedOut: .warning
        default: .info
        }
    }
}

/// Shows codes in the log and in the inbox, where there is one; nobody else gets them.
///
/// Without an inbox a code goes nowhere, which is said: until mail is sent, accounts can then only
/// be confirmed by an operator.
struct LoggedDelivery: CodeDelivery {
    let inbox: Inbox?
    let log: Log

    func deliver(_ message: CodeMessage) {
        guard let inbox else {
            log.logger().warning("a code could not be delivered: the inbox is off")
            return
        }
        inbox.deliver(message)
        guard log.level <= .info else { return }
        var line = log.line(.info, "code")
        line.add("email", message.recipient)
        line.add("code", message.code)
        line.add("purpose", message.purpose.rawValue)
        log.write(line)
    }
}
