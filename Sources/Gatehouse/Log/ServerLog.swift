import HTTPServer
import Logging

/// What a server reports, as log lines.
struct ServerLog: Sendable {
    let logger: Logger
    let name: String

    @Sendable func write(_ event: ServerEvent) {
        switch event {
        case .listening, .stopped:
            logger.debug("server", metadata: ["server": "\(name)", "event": "\(event)"])
        case .acceptPaused, .connectionsShed, .addressLimitReached, .proxyHeaderRefused,
            .handlerTimedOut, .graceExceeded:
            logger.warning("server", metadata: ["server": "\(name)", "event": "\(event)"])
        case .acceptResumed:
            logger.notice("server", metadata: ["server": "\(name)", "event": "\(event)"])
        }
    }
}
