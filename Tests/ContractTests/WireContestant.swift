import AuthAPI
import CognitoClient
import HTTPRouting
import HTTPServer
import HTTPWire
import UserPool

/// The embedded pool behind its wire door, on a free port.
enum WireContestant {
    static func make() async throws -> Contestant {
        let (pool, inbox) = try await EmbeddedContestant.makePool()
        var router = Router()
        router.use(WireDoorHeaders.add)
        router.onError(WireDoorErrors(boundary: ErrorBoundary(report: { _ in })).respond)
        WireDoor(
            pool: pool, inbox: nil, administrators: .nobody,
            limits: RateLimits(RateLimits.Policies(), in: LocalRateLimits(now: { 1 })),
            readiness: nil,
            now: { 1_800_000_000 }
        ).register(on: &router)
        let server = Server(
            configuration: ServerConfiguration(port: 0, workers: 1), responder: router,
            refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
        let client = CognitoClient(
            endpoint: "http://127.0.0.1:\(try server.start())", clientID: pool.clientID,
            clientSecret: nil, transport: try HTTPTransport(configuration: TransportConfiguration())
        )
        return EmbeddedContestant.contestant(service: client, pool: pool, inbox: inbox)
    }
}
