import HTTPWire

/// The limits of a worker's connections, once for all of them: an idle connection is small.
final class SharedLimits: Sendable {
    /// How long a phase of a connection may take, in whole milliseconds: `Duration` counts
    /// attoseconds, which would be a sixth of what a request costs the state machine.
    struct Times: Sendable {
        let head: Int64
        let body: Int64
        let bodyGrace: Int64
        let request: Int64
        let idle: Int64
        let handler: Int64
        let write: Int64
        let linger: Int64
        let leaving: Int64

        init(_ limits: ServerLimits) {
            head = limits.head.wholeMilliseconds
            body = limits.body.wholeMilliseconds
            bodyGrace = limits.bodyGrace.wholeMilliseconds
            request = limits.request.wholeMilliseconds
            idle = limits.idle.wholeMilliseconds
            handler = limits.handler.wholeMilliseconds
            write = limits.write.wholeMilliseconds
            leaving = limits.leaving.wholeMilliseconds
            linger = limits.linger.wholeMilliseconds
        }
    }

    let server: ServerLimits
    let request: Limits
    let times: Times

    init(server: ServerLimits, request: Limits) {
        self.server = server
        self.request = request
        times = Times(server)
    }
}
