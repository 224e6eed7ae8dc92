import Logging
import Mail

/// What becomes of letters, as log lines. The id is the beginning of the Message-ID, under which the
/// mail server's log has the letter too.
struct MailLog: Sendable {
    let log: Log

    @Sendable func write(_ event: MailEvent) {
        switch event {
        case .taken(let id, let kind, let attempts):
            write(.info, "taken", id, kind, attempts, nil)
        case .postponed(let id, let kind, let attempts, let trouble):
            write(.warning, "postponed", id, kind, attempts, trouble)
        case .lost(let id, let kind, let attempts, let trouble):
            write(.error, "lost", id, kind, attempts, trouble)
        case .full(let kind):
            log.logger().error("mail", metadata: ["event": "full", "purpose": "\(kind)"])
        case .abandoned(let letters):
            log.logger().error("mail", metadata: ["event": "abandoned", "letters": "\(letters)"])
        }
    }

    private func write(
        _ level: Logger.Level, _ event: String, _ id: String, _ kind: String, _ attempts: Int,
        _ trouble: MailTrouble?
    ) {
        guard log.level <= level else { return }
        var line = log.line(level, "mail")
        line.add("event", event)
        line.add("id", id)
        line.add("purpose", kind)
        line.add("attempts", "\(attempts)")
        if let trouble { line.add("trouble", Self.text(of: trouble)) }
        log.write(line)
    }

    private static func text(of trouble: MailTrouble) -> String {
        switch trouble {
        case .reply(let code): "the server replied \(code)"
        case .unreachable: "the server can't be reached"
        case .untrusted: "no TLS, or a certificate that isn't trusted"
        case .tooSlow: "the server took too long"
        case .broken: "the connection broke"
        case .unwritable: "not an address that mail can be sent to"
        }
    }
}
