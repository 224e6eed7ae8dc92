import AuthAPI
import Logging

/// Why a request was refused, under its request id: our own faults as errors, refused tokens for
/// information, others for debugging.
struct RefusalLog: Sendable {
    let log: Log

    @Sendable func write(_ event: RefusalEvent) {
        let level = Self.level(of: event)
        guard log.level <= level else { return }
        var line = log.line(level, "refused")
        line.add("code", event.code.rawValue)
        line.add("path", event.path)
        if let cause = event.cause { line.add("cause", cause) }
        if event.code == .misconfigured { line.add("cure", Self.cure) }
        if let id = event.requestID { line.add("requestId", id) }
        log.write(line)
    }

    private static func level(of event: RefusalEvent) -> Logger.Level {
        if event.code == .misconfigured || event.status == 500 { return .error }
        if event.status > 500 { return .warning }
        return refusedTokens.contains(event.code) ? .info : .debug
    }

    private static let refusedTokens: Set<ErrorCode> = [
        .invalidToken, .tokenExpired, .tokenRevoked, .wrongTokenUse, .wrongClient, .wrongIssuer,
        .insufficientScope, .groupRequired,
    ]

    private static let cure =
        "compare COGNITO_CLIENT_ID, COGNITO_CLIENT_SECRET and the app client's auth flows with the pool"
}
