import Logging
import UserPool

/// What the embedded pool reports, as log lines.
struct PoolLog: Sendable {
    let log: Log

    @Sendable func write(_ event: PoolEvent) {
        let level = level(of: event)
        guard log.level <= level else { return }
        var line = log.line(level, "pool")
        let (name, members) = Self.members(of: event)
        line.add("event", name)
        for (name, value) in members { line.add(named: name, value) }
        log.write(line)
    }

    /// The event's name and what it tells, from its own declaration.
    private static func members(of event: PoolEvent) -> (String, [(String, String)]) {
        guard let value = Mirror(reflecting: event).children.first else { return ("\(event)", []) }
        let members = Mirror(reflecting: value.value).children.compactMap { child in
            child.label.flatMap { label in text(of: child.value).map { (label, $0) } }
        }
        return (value.label ?? "", members)
    }

    /// A member's value; nil where it is absent.
    private static func text(of value: Any) -> String? {
        switch value {
        case let purpose as CodePurpose: purpose.rawValue
        case let text as String?: text
        default: "\(value)"
        }
    }

    private func level(of event: PoolEvent) -> Logger.Level {
        switch event {
        case .failed: .error
        case .overloaded, .attemptLimitReached, .lockedOut: .warning
        default: .info
        }
    }
}
