import AuthAPI
import CognitoClient
import Foundation
import HTTPRouting
import HTTPServer
import HTTPWire
import JSONWebToken
import Logging
import Revocation
import Storage
import Synchronization

/// The whole program: a parts list. The backend, the doors, and how they end.
package struct Application: Sendable {
    let configuration: Configuration
    let log: Log

    /// Serves until SIGTERM or SIGINT; returns when everything is ended.
    func run() async throws {
        let draining = Flag()
        ProcessLimits.prepare()
        for warning in configuration.warnings + ProcessLimits.warnings(configuration) {
            log.logger().warning("\(warning)")
        }
        let signals = try Signals(second: {
            log.flush()
            exit(1)
        })
        defer { withExtendedLifetime(signals) {} }
        guard let doors = try await openDoors(unless: signals) else { return }
        try PrivateTree.close(configuration.dataDirectory, log: log)
        let parts = try await start(
            behind: doors, draining: draining)
        Announcement(configuration: configuration, parts: parts).write(to: log)
        StartPages.giveBackSoon()
        await signals.first()
        draining.set()
        // Who reads the line may rely on it.
        parts.beginDrain()
        log.logger().notice("Gatehouse is stopping")
        await leave(parts)
        log.logger().notice("Gatehouse has stopped")
    }

    private func openDoors(unless signals: Signals) async throws -> Doors? {
        guard configuration.handsOver else { return try Doors(configuration) }
        return try await Doors.takingOver(
            configuration,
            waits: {
                log.logger().notice(
                    "another gatehouse serves from the data directory; this one waits to take over",
                    metadata: ["directory": "\(configuration.dataDirectory)"])
            }, unless: { signals.haveCome })
    }

    private func start(behind doors: Doors, draining: Flag) async throws -> Parts {
        let limits = RateLimits.shared(configuration, log: log)
        let (backend, door) = try await makeBackend(behind: doors, limits)
        let trustedKeys = try trustedKeys(beside: backend)
        let watch = KeyWatch(keys: backend.fetchedKeys + trustedKeys, log: log)
        let disks = DiskWatch(disks: backend.disks, log: log)
        let counts = AnswerCounts()
        let (router, verifier) = try APIRouter(
            configuration: configuration, backend: backend, trustedKeys: trustedKeys, log: log,
            counts: counts, limits: limits,
            readiness: {
                if draining.isSet { return .draining }
                if let reason = disks.refusal() { return .unavailable(reason: reason) }
                return watch.degradation.map { .degraded(reason: $0) } ?? .ready
            }
        ).make()
        let server = Server(
            configuration: Self.server(configuration), responder: router,
            refused: { await RefusedRequest.answer($0, to: $1, through: router) },
            events: ServerLog(logger: log.logger(), name: "api").write)
        try server.start(on: doors.api)
        let metrics = try MetricsDoor.open(configuration, log: log) {
            counts.metrics + verifier.cacheStatistics.metrics
                + [
                    Metric(
                        .gauge, "connections", "Open connections of the API.", server.connections),
                    Metric(
                        .counter, "log_dropped_lines_total",
                        "Log lines that a stalled reader had no room for.", log.droppedLines),
                ]
        }
        return Parts(
            doors: doors, backend: backend, api: server, door: door, metrics: metrics,
            watch: Task { await watch.run() })
    }

    static func server(_ configuration: Configuration) -> ServerConfiguration {
        var server = ServerConfiguration(
            host: configuration.host, port: configuration.port,
            workers: configuration.workers ?? 0, limits: ProcessLimits.limits(configuration))
        server.sharesPort = configuration.handsOver
        server.proxyProtocol = configuration.proxyProtocol
        return server
    }

    private func trustedKeys(beside backend: Backend) throws -> [FetchedKeys] {
        guard !configuration.trustedIssuers.isEmpty else { return [] }
        // The embedded pool's issuer is known only now.
        if configuration.trustedIssuers.contains(where: { $0.issuer == backend.issuer }) {
            throw ConfigurationFaults(faults: [
                .init(name: Setting.trustedIssuers.name, cure: "names this server's own pool")
            ])
        }
        let transport = try HTTPTransport(configuration: TransportConfiguration())
        return configuration.trustedIssuers.map {
            FetchedKeys(
                issuer: $0.issuer, url: $0.jwksURL, transport: transport,
                totalMilliseconds: CognitoClientLimits.totalMilliseconds,
                dataDirectory: configuration.dataDirectory)
        }
    }

    private func makeBackend(
        behind doors: Doors, _ limits: RateLimits
    ) async throws -> (Backend, PoolDoor?) {
        switch configuration.backend {
        case .cognito(let settings):
            return (
                try await .cognito(
                    settings, limits: configuration.rateLimits,
                    dataDirectory: configuration.dataDirectory), nil
            )
        case .embedded(let settings):
            guard let socket = doors.pool else { throw ServerError.alreadyStarted }
            let door = try await PoolDoor.open(
                settings, on: socket, configuration: configuration, limits: limits, log: log)
            return (door.backend, door)
        }
    }

    /// Still serves until a load balancer or the next process has taken over, then stops.
    private func leave(_ parts: Parts) async {
        if configuration.handsOver {
            await parts.doors.handOver(unless: { parts.connections == 0 })
        }
        try? await Task.sleep(for: configuration.drainDelay)
        if configuration.drainDelay > .zero {
            // With the door closed no new connection can be one that hasn't sent its request yet.
            await parts.stopListening()
            await Doors.lastRequests(unless: { parts.connections == 0 })
        }
        await parts.stop(within: configuration.drainTime)
    }
}

/// What runs.
struct Parts: Sendable {
    let doors: Doors
    let backend: Backend
    let api: Server
    let door: PoolDoor?
    let metrics: MetricsDoor?
    let watch: Task<Void, Never>

    var connections: Int { api.connections + (door?.server.connections ?? 0) }

    func beginDrain() {
        api.beginDrain()
        door?.server.beginDrain()
    }

    func stopListening() async {
        await api.stopListening()
        await door?.server.stopListening()
    }

    /// The API first, as it asks the pool; both within one time.
    func stop(within time: Duration) async {
        watch.cancel()
        let end = ContinuousClock.now + time
        await api.stop(grace: time)
        await door?.stop(grace: max(.zero, end - .now))
        try? backend.revocations.close()
        await metrics?.stop()
    }
}

/// Something that happens once and stays so.
final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}
