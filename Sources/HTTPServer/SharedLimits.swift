import HTTPWire

/// The limits of a worker's connections, once for all of them: an idle connection is small.
final class SharedLimits: Sendable {
    let server: ServerLimits
    let request: Limits

    init(server: ServerLimits, request: Limits) {
        self.server = server
        self.request = request
    }
}
