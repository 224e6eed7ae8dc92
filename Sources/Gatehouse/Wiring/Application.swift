import AuthAPI
import Foundation
import HTTPServer
import HTTPWire
import Logging
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
        for warning in configuration.warnings { log.logger().warning("\(warning)") }
        let signals = Signals(second: { exit(1) })
        let parts = try await start(readiness: { draining.isSet ? .draining : .ready })
        Announcement(configuration: configuration, parts: parts).write(to: log)
        await signals.first()
        draining.set()
        parts.api.beginDrain()
        log.logger().notice("Gatehouse is stopping")
        try? await Task.sleep(for: configuration.drainDelay)
        await parts.stop(within: configuration.drainTime)
        log.logger().notice("Gatehouse has stopped")
    }

    private func start(readiness: @escaping @Sendable () -> Readiness) async throws -> Parts {
        let lock = try DirectoryLock(configuration.dataDirectory)
        let (backend, door) = try await makeBackend()
        let router = try APIRouter(
            configuration: configuration, backend: backend, log: log, readiness: readiness
        ).make()
        var limits = ServerLimits()
        limits.connections = ProcessLimits.connections()
        let server = Server(
            configuration: ServerConfiguration(
                host: configuration.host, port: configuration.port,
                workers: configuration.workers ?? 0, limits: limits),
            responder: router,
            refused: { await RefusedRequest.answer($0, to: $1, through: router) },
            events: ServerLog(logger: log.logger(), name: "api").write)
        do throws(ServerError) {
            return Parts(
                lock: lock, backend: backend, api: server, apiPort: try server.start(), door: door)
        } catch {
            await door?.stop(grace: .zero)
            throw StartFault(error, setting: .port)
        }
    }

    private func makeBackend() async throws -> (Backend, PoolDoor?) {
        switch configuration.backend {
        case .cognito(let settings):
            return (
                try await .cognito(settings, dataDirectory: configuration.dataDirectory), nil
            )
        case .embedded(let settings):
            let door = try await PoolDoor.open(settings, configuration: configuration, log: log)
            return (door.backend, door)
        }
    }
}

/// What runs.
struct Parts: Sendable {
    /// Held while it runs: two processes would not hear of each other's sign-outs.
    let lock: DirectoryLock
    let backend: Backend
    let api: Server
    let apiPort: Int
    let door: PoolDoor?

    /// The API first, as it asks the pool; both within one time.
    func stop(within time: Duration) async {
        let end = ContinuousClock.now + time
        await api.stop(grace: time)
        await door?.stop(grace: max(.zero, end - .now))
    }
}

/// Something that happens once and stays so.
final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}
