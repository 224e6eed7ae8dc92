import Foundation
import Logging
import Synchronization

/// The log: where lines go and in which form. One per process.
package final class Log: Sendable {
    let format: Configuration.LogFormat
    let level: Logger.Level
    private let writer: LogWriter
    private let clock = Mutex((second: 0, text: [UInt8]()))

    /// A log on standard output.
    package convenience init(_ configuration: Configuration) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        self.init(
            format: configuration.logFormat ?? (isTerminal ? .text : .json),
            level: configuration.logLevel, descriptor: STDOUT_FILENO)
    }

    init(format: Configuration.LogFormat, level: Logger.Level, descriptor: Int32) {
        self.format = format
        self.level = level
        writer = LogWriter(descriptor: descriptor)
    }

    /// A logger for what the rooms report.
    func logger() -> Logger {
        Logger(label: "gatehouse") { _ in StructuredLogHandler(log: self) }
    }

    func line(_ level: Logger.Level, _ message: String) -> LogLine {
        LogLine(format, time: time(), level: level.rawValue, message: message)
    }

    func write(_ line: consuming LogLine, isUrgent: Bool = true) {
        writer.write(line.finished(), isUrgent: isUrgent)
    }

    /// Text for people, as it is; only where the format is text.
    func write(text: String) {
        if format == .text { writer.write(Array(text.utf8)) }
    }

    func flush() { writer.flush() }

    /// Lines that did not fit since the start.
    var droppedLines: Int { writer.droppedLines }

    /// All but the milliseconds is made once a second.
    private func time() -> LogTime {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let second = Int(now.tv_sec)
        let text = clock.withLock { cached in
            if cached.second != second { cached = (second, Self.dateAndTime(now.tv_sec)) }
            return cached.text
        }
        return LogTime(second: text, milliseconds: Int(now.tv_nsec) / 1_000_000)
    }

    private static func dateAndTime(_ seconds: time_t) -> [UInt8] {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return [UInt8](unsafeUninitializedCapacity: 24) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) {
                strftime($0.baseAddress!, 24, "%Y-%m-%dT%H:%M:%S.", &parts)
            }
        }
    }
}
