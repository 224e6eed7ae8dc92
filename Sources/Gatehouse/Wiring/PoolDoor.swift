import AuthAPI
import CognitoAPI
import CognitoClient
import Cryptography
import HTTPRouting
import HTTPServer
import HTTPTypes
import HTTPWire
import Revocation
import Synchronization
import UserPool

/// The embedded pool with its wire door: a server of its own that speaks Cognito's protocol.
struct PoolDoor: Sendable {
    let backend: Backend
    let server: Server
    let port: Int
    let pool: UserPool
    let showsInbox: Bool

    /// Listens first, as the issuer names the port, then opens the pool behind it.
    static func open(
        _ settings: EmbeddedBackend, configuration: Configuration, log: Log
    ) async throws -> PoolDoor {
        let responder = LateResponder()
        var limits = ServerLimits()
        limits.connections = max(1, ProcessLimits.connections() / 4)
        let server = Server(
            configuration: ServerConfiguration(
                host: configuration.host, port: settings.port, workers: 1, limits: limits),
            responder: responder,
            refused: { await RefusedRequest.answer($0, to: $1, through: responder) },
            events: ServerLog(logger: log.logger(), name: "pool").write)
        let port: Int
        do throws(ServerError) { port = try server.start() } catch {
            throw StartFault(error, setting: .poolPort)
        }
        do {
            let inbox = Inbox()
            let revocations = try await Backend.revocations(in: configuration.dataDirectory)
            let pool = try await UserPool.open(
                directory: configuration.dataDirectory + "/pool",
                policy: settings.policy,
                surroundings: UserPool.Surroundings(
                    clock: SystemClock.milliseconds, random: .system,
                    mail: LoggedDelivery(inbox: settings.showsInbox ? inbox : nil, log: log),
                    revocations: revocations, issuer: issuer(settings, port: port),
                    report: PoolLog(log: log).write))
            responder.set(router(pool, inbox: settings.showsInbox ? inbox : nil, log: log))
            return PoolDoor(
                backend: backend(
                    pool, secret: settings.policy.userPoolClient.clientSecret, revocations),
                server: server, port: port, pool: pool,
                showsInbox: settings.showsInbox)
        } catch {
            await server.stop(grace: .zero)
            throw error
        }
    }

    func stop(grace: Duration) async {
        await server.stop(grace: grace)
        try? pool.close()
    }

    /// The JSON routes prove the client's secret, where it has one, like any other caller.
    private static func backend(
        _ pool: UserPool, secret: String?, _ revocations: any RevocationIndex
    ) -> Backend {
        Backend(
            service: secret.map {
                SecretProvingService(service: pool, clientID: pool.clientID, clientSecret: $0)
            } ?? pool, userPoolID: pool.id, clientID: pool.clientID, issuer: pool.issuer,
            keys: pool.keySource, revocations: revocations, signOuts: .keptByTheService)
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

    private static func router(_ pool: UserPool, inbox: Inbox?, log: Log) -> Router {
        var router = Router()
        router.use(requestID(generate: RequestIdentity.make))
        if AccessLog.isWanted(in: log) { router.use(accessLog(sink: AccessLog(log: log).write)) }
        router.use(WireDoorHeaders.add)
        router.onError(
            WireDoorErrors(boundary: ErrorBoundary(report: RefusalLog(log: log).write)).respond)
        router.use(RefusedRequest.gate)
        WireDoor(pool: pool, inbox: inbox).register(on: &router)
        return router
    }
}

/// A responder that is set after its server listens; until then it is not available.
private final class LateResponder: Responder {
    private let responder = Mutex<(any Responder)?>(nil)

    func set(_ value: any Responder) { responder.withLock { $0 = value } }

    func respond(to request: Request) async -> Response {
        switch begin(request) {
        case .ready(let response): response
        case .later(let rest): await rest()
        }
    }

    func begin(_ request: Request) -> Answer {
        guard let responder = responder.withLock({ $0 }) else {
            return .ready(Response(status: .serviceUnavailable))
        }
        return responder.begin(request)
    }
}
