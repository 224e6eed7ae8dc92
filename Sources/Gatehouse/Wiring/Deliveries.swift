import Cryptography
import Logging
import Mail
import UserPool

/// Where codes go: by mail, into the inbox and the log, or both, as configured.
///
/// With neither a code goes nowhere, which is said: accounts can then only be confirmed by an
/// operator.
struct Deliveries: CodeDelivery {
    let inbox: Inbox?
    let office: PostOffice?
    let log: Log

    func deliver(_ message: CodeMessage) {
        let mailing = message.medium == .email ? office : nil
        if let mailing { mail(message, by: mailing) }
        if let inbox { show(message, in: inbox) }
        if mailing == nil, inbox == nil {
            log.logger().warning(
                "a code could not be delivered: there is no mail server and the inbox is off")
        }
    }

    private func mail(_ message: CodeMessage, by office: PostOffice) {
        office.post(kind: message.purpose.rawValue) {
            guard let recipient = MailAddress(message.recipient) else { return nil }
            let content = message.content
            return Letter(
                to: recipient, subject: content.subject, text: content.text, html: content.html)
        }
    }

    private func show(_ message: CodeMessage, in inbox: Inbox) {
        inbox.deliver(message)
        guard log.level <= .info else { return }
        var line = log.line(.info, "code")
        line.add("email", message.recipient)
        line.add("code", message.code)
        line.add("purpose", message.purpose.rawValue)
        log.write(line)
    }
}

extension PostOffice {
    /// The office that the settings ask for.
    ///
    /// - Throws: where libcurl isn't installed.
    convenience init(_ settings: MailSettings, log: Log) throws {
        try SMTPCarrier.prepare()
        self.init(
            sender: settings.sender, random: .system, date: SystemClock.seconds,
            now: SystemClock.monotonicMilliseconds, report: MailLog(log: log).write,
            carrier: { SMTPCarrier(server: settings.server) })
    }
}
