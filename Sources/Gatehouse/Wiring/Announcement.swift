import HTTPServer
import Logging

/// What a person wants to know when the server has started: where everything is, what to try.
struct Announcement {
    let configuration: Configuration
    let parts: Parts

    func write(to log: Log) {
        switch log.format {
        case .text: log.write(text: text)
        case .json: log.write(line(log))
        }
    }

    private var api: String { "http://\(configuration.reachableHost):\(parts.doors.api.port)" }

    private func wireDoor(_ door: PoolDoor) -> String {
        "http://\(configuration.reachableHost):\(door.port)"
    }

    private func line(_ log: Log) -> LogLine {
        var line = log.line(.notice, "Gatehouse is listening")
        line.add("api", api)
        line.add("accounts", parts.door == nil ? "Amazon Cognito" : "embedded pool")
        line.add("userPoolId", parts.backend.userPoolID)
        line.add("clientId", parts.backend.clientID)
        line.add("issuer", parts.backend.issuer)
        if let door = parts.door {
            line.add("wireDoor", wireDoor(door))
            line.add("administrators", Configuration.administrators(door.administrators))
            line.add("inbox", door.showsInbox ? "\(wireDoor(door))/inbox" : "off")
            line.add("testHooks", door.showsInbox ? "/clock, /reset" : "off")
            line.add("mail", mail ?? "off")
        }
        if let metrics = parts.metrics { line.add("metrics", metricsURL(metrics)) }
        return line
    }

    private func metricsURL(_ metrics: MetricsDoor) -> String {
        "http://\(configuration.reachableHost):\(metrics.port)/metrics"
    }

    private var text: String {
        """
        Gatehouse \(Version.current) is listening.
          accounts   \(accounts)
          API        \(api)
        \(doorText)
        Try:
          curl -X POST \(api)/register -H 'Content-Type: application/json' \\
            -d '{"email":"ada@example.com","password":"Correct-Horse-7","name":"Ada"}'

        """ + "\n"
    }

    private var accounts: String {
        parts.door == nil
            ? "Amazon Cognito, pool \(parts.backend.userPoolID), client \(parts.backend.clientID)"
            : "embedded pool \(parts.backend.userPoolID), client \(parts.backend.clientID), in \(configuration.dataDirectory)"
    }

    private var mail: String? {
        guard case .embedded(let settings) = configuration.backend else { return nil }
        return settings.mail.map(Configuration.mail)
    }

    private var doorText: String {
        guard let door = parts.door else { return "" }
        let inbox =
            door.showsInbox
            ? "\(wireDoor(door))/inbox?email=ada@example.com (development: shows codes to its reader)"
            : mail == nil
                ? "off: codes reach nobody (GATEHOUSE_SMTP_URL mails them; GATEHOUSE_INBOX=on shows them, development only)"
                : "off"
        let hooks =
            door.showsInbox
            ? "POST \(wireDoor(door))/clock, /reset (development: move the clock, empty the pool)"
            : "off"
        return """
              Cognito    \(wireDoor(door)) (endpoint URL for AWS SDKs)
              inbox      \(inbox)
              admin      \(Configuration.administrators(door.administrators))
              tests      \(hooks)
              mail       \(mail ?? "off")

            """
    }
}
