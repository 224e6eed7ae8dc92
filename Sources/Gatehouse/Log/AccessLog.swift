import HTTPRouting
import HTTPTypes
import Logging

/// One line per request: what was asked and how it was answered, nothing of what was sent.
struct AccessLog: Sendable {
    let log: Log

    /// A log that shows less has no need of the clock either.
    static func isWanted(in log: Log) -> Bool { log.level <= .info }

    @Sendable func write(_ entry: AccessLogEntry) {
        var line = log.line(.info, "request")
        line.add("method", entry.method.rawValue)
        line.add("path", entry.path)
        line.add("status", entry.status)
        line.add("microseconds", Int(entry.microseconds))
        line.add("bytes", entry.bytes)
        line.add("remoteAddress", entry.remoteAddress)
        line.add("requestId", entry.requestID ?? "")
        log.write(line, isUrgent: false)
    }
}
