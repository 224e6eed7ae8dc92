import HTTPServer

/// Settings of what a client may take of a server.
extension SettingsReader {
    mutating func serverLimits() -> ServerLimits {
        var limits = ServerLimits()
        limits.connections =
            integer(.maxConnections, in: 1...1_000_000) ?? ProcessLimits.usualConnections
        limits.connectionsPerAddress = integer(.maxConnectionsPerAddress, in: 0...1_000_000) ?? 0
        limits.head = .milliseconds(seconds(.headTimeout, in: 1...300))
        limits.body = .milliseconds(seconds(.bodyTimeout, in: 1...3600))
        limits.request = .milliseconds(seconds(.totalTimeout, in: 1...3600))
        limits.idle = .milliseconds(seconds(.idleTimeout, in: 1...3600))
        return limits
    }
}
