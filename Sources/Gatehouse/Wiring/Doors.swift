import HTTPServer
import Storage

/// What a process holds before it serves: its data directory and its ports.
struct Doors: Sendable {
    /// For how long one that leaves waits for its successor, which looks every 20 ms.
    private static let successor = Duration.seconds(1)
    /// Handshakes that the system has begun for us end within it, so that nobody is in between when
    /// the socket closes: a round trip to the load balancer.
    private static let settling = Duration.milliseconds(100)
    /// For how long connections that wait for a request may get their last one. A proxy that sends a
    /// request while we close its idle connection has to tell its client so, if it mustn't repeat it.
    private static let lastRequests = Duration.seconds(1)
    private static let interval = Duration.milliseconds(10)

    /// Held while it runs: two processes would not hear of each other's sign-outs.
    let lock: DirectoryLock
    let api: ListeningSocket
    /// The wire door's, with the embedded pool.
    let pool: ListeningSocket?

    /// Takes both at once, or throws.
    init(_ configuration: Configuration) throws {
        try self.init(configuration, lock: DirectoryLock(configuration.dataDirectory))
    }

    /// Waits until the process in service leaves, listens beside it, and waits until it has ended;
    /// who connects meanwhile waits in the backlog. `nil` when given up.
    static func takingOver(
        _ configuration: Configuration, waits: () -> Void, unless isGivenUp: () -> Bool
    ) async throws -> Doors? {
        let lock = try await DirectoryLock.inLine(
            for: configuration.dataDirectory, waits: waits, unless: isGivenUp)
        guard let lock else { return nil }
        let doors = try Doors(configuration, lock: lock)
        guard try await lock.doorsAreOpen(unless: isGivenUp) else { return nil }
        return try await lock.filesAreFree(unless: isGivenUp) ? doors : nil
    }

    /// Lets the next process open its doors. Returns when nobody comes to ours any more.
    ///
    /// - Parameter isEmpty: whether all connections have had their last answer.
    func handOver(unless isEmpty: () -> Bool) async {
        guard await lock.leave(within: Self.successor) else { return }
        try? await Task.sleep(for: Self.settling)
        await Self.lastRequests(unless: isEmpty)
    }

    /// Waits a moment for connections to get their last request.
    static func lastRequests(unless isEmpty: () -> Bool) async {
        for _ in 0..<Int(Self.lastRequests / Self.interval) where !isEmpty() {
            try? await Task.sleep(for: Self.interval)
        }
    }

    private init(_ configuration: Configuration, lock: DirectoryLock) throws {
        self.lock = lock
        pool =
            switch configuration.backend {
            case .cognito: nil
            case .embedded(let settings):
                try Self.listen(
                    PoolDoor.server(settings, configuration: configuration), setting: .poolPort)
            }
        api = try Self.listen(Application.server(configuration), setting: .port)
    }

    private static func listen(
        _ server: ServerConfiguration, setting: Setting
    ) throws -> ListeningSocket {
        do throws(ServerError) { return try ListeningSocket(server) } catch {
            throw StartFault(error, setting: setting)
        }
    }
}
