import AuthAPI
import CognitoAPI
import CognitoClient
import Cryptography
import HTTPRouting
import HTTPServer
import HTTPTypes
import HTTPWire
import Mail
import Revocation
import UserPool

/// The embedded pool with its wire door: a server of its own that speaks Cognito's protocol.
struct PoolDoor: Sendable {
    let backend: Backend
    let server: Server
    let port: Int
    let pool: UserPool
    let showsInbox: Bool
    let administrators: AdminAccess
    /// Carries the codes; `nil`: they aren't mailed.
    let office: PostOffice?

    /// Opens the pool behind a socket that listens already, as the issuer names its port.
    ///
    /// - Parameter draining: set when the process stops, for this door's `/ready`; nil where the API
    ///   has one.
    static func open(
        _ settings: EmbeddedBackend, on socket: ListeningSocket, configuration: Configuration,
        limits: RateLimits, draining: Flag? = nil, log: Log
    ) async throws -> PoolDoor {
        let inbox = settings.showsInbox ? Inbox() : nil
        let office = try settings.mail.map { try PostOffice($0, log: log) }
        let clock = MovableClock()
        let revocations = try await Backend.revocations(
            in: configuration.dataDirectory, now: clock.seconds)
        let pool = try await UserPool.open(
            directory: configuration.dataDirectory + "/pool", policy: settings.policy,
            surroundings: UserPool.Surroundings(
                clock: clock.milliseconds, random: .system,
                mail: Deliveries(inbox: inbox, office: office, log: log),
                revocations: revocations, issuer: issuer(settings, port: socket.port),
                report: PoolLog(log: log).write, secret: settings.key))
        let router = router(
            WireDoor(
                pool: pool, inbox: inbox, administrators: settings.administrators,
                limits: limits,
                readiness: draining.map {
                    readiness(DiskWatch(disks: [pool.disk, revocations.disk], log: log), $0)
                }, now: clock.seconds),
            hooks: inbox.map { hooks(clock: clock, pool: pool, inbox: $0, revocations) },
            log: log, trust: configuration.proxyTrust)
        let server = Server(
            configuration: server(settings, configuration: configuration), responder: router,
            refused: { await RefusedRequest.answer($0, to: $1, through: router) },
            events: ServerLog(logger: log.logger(), name: "pool").write)
        try server.start(on: socket)
        let secret = settings.policy.userPoolClient.clientSecret
        return PoolDoor(
            backend: backend(pool, secret: secret, revocations, now: clock.seconds), server: server,
            port: socket.port, pool: pool, showsInbox: settings.showsInbox,
            administrators: settings.administrators, office: office)
    }

    private static func readiness(
        _ disks: DiskWatch, _ draining: Flag
    ) -> @Sendable () -> Readiness {
        {
            if draining.isSet { return .draining }
            return disks.refusal().map { .unavailable(reason: $0) } ?? .ready
        }
    }

    static func server(
        _ settings: EmbeddedBackend, configuration: Configuration
    ) -> ServerConfiguration {
        var server = ServerConfiguration(
            host: configuration.host, port: settings.port, workers: 1,
            limits: ProcessLimits.limits(configuration))
        server.sharesPort = configuration.handsOver
        server.limits.connections = max(1, server.limits.connections / 4)
        return server
    }

    /// The mail last, as the last requests may have asked for codes.
    func stop(grace: Duration) async {
        let end = ContinuousClock.now + grace
        await server.stop(grace: grace)
        try? pool.close()
        await office?.close(within: max(.zero, end - .now))
    }

    /// The JSON routes prove the client's secret, where it has one, like any other caller.
    private static func backend(
        _ pool: UserPool, secret: String?, _ revocations: SQLiteRevocationIndex,
        now: @escaping @Sendable () -> Int64
    ) -> Backend {
        Backend(
            service: secret.map {
                SecretProvingService(service: pool, clientID: pool.clientID, clientSecret: $0)
            } ?? pool, tellsClientAddress: false, userPoolID: pool.id, clientID: pool.clientID,
            issuer: pool.issuer,
            keys: pool.keySource, fetchedKeys: [], revocations: revocations,
            disks: [pool.disk, revocations.disk],
            signOuts: .keptByTheService(
                in: revocations, tokenLife: TokenLife.longest, now: now),
            now: now)
    }

    /// What tests may do: whoever sees the codes can take every account over anyway.
    private static func hooks(
        clock: MovableClock, pool: UserPool, inbox: Inbox, _ revocations: SQLiteRevocationIndex
    ) -> TestHooks {
        TestHooks(
            moveClock: clock.move,
            reset: {
                let subjects = try await pool.reset()
                inbox.empty()
                // Whatever was issued to them, by a moved clock's time or without a session's name.
                try await revocations.revokeAll(
                    subjects: subjects, expiresAt: clock.seconds() + TokenLife.longest)
            })
    }

    private static func issuer(
        _ settings: EmbeddedBackend, port: Int
    ) -> @Sendable (String) -> String {
        { poolID in
            settings.usesAmazonIssuer
                ? "https://cognito-idp.\(settings.region).amazonaws.com/\(poolID)"
                : "\(settings.url ?? "http://localhost:\(port)")/\(poolID)"
        }
    }

    private static func router(
        _ door: WireDoor, hooks: TestHooks?, log: Log, trust: ProxyTrust?
    ) -> Router {
        var router = Router()
        if let trust { router.use(clientAddress(trusting: trust)) }
        router.use(requestID(generate: RequestIdentity.make))
        if AccessLog.isWanted(in: log) { router.use(accessLog(sink: AccessLog(log: log).write)) }
        router.use(WireDoorHeaders.add)
        router.onError(
            WireDoorErrors(boundary: ErrorBoundary(report: RefusalLog(log: log).write)).respond)
        router.use(RefusedRequest.gate)
        door.register(on: &router)
        hooks?.register(on: &router)
        return router
    }
}
