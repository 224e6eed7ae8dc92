import AuthAPI
import Logging

/// Why a request was refused, under its request id: our own faults as errors, others for debugging.
struct RefusalLog: Sendable {
    let log: Log

    @Sendable func write(_ event: RefusalEvent) {
        let level: Logger.Level =
            event.code == .misconfigured || event.status == 500
            ? .error : event.status > 500 ? .warning : .debug
        guard log.level <= level else { return }
        var line = log.line(level, "refused")
        line.add("code", event.code.rawValue)
        line.add("path", event.path)
        if let cause = event.cause { line.add("cause", cause) }
        if event.code == .misconfigured { line.add("cure", Self.cure) }
        if let id = event.requestID { line.add("requestId", id) }
        log.write(line)
    }

    private static let cure =
        "compare COGNITO_CLIENT_ID, COGNITO_CLIENT_SECRET and the app client's auth flows with the pool"
}
