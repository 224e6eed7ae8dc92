import HTTPRouting
import HTTPServer
import HTTPTypes
import HTTPWire
import JSONWebToken
import Logging

/// `GET /metrics` on a port of its own: what an operator watches, nothing of any user.
struct MetricsDoor: Sendable {
    private let server: Server
    let port: Int

    /// Opens the configured port. Where it is only the default, another process may have it: then
    /// there are no metrics, and the log says so.
    static func open(
        _ configuration: Configuration, log: Log, metrics: @escaping @Sendable () -> [Metric]
    ) throws -> MetricsDoor? {
        guard let port = configuration.metricsPort else { return nil }
        do throws(ServerError) {
            return try open(configuration, port: port, log: log, metrics: metrics)
        } catch {
            guard !configuration.demandsMetricsPort else {
                throw StartFault(error, setting: .metricsPort)
            }
            log.logger().notice("no /metrics: \(error) Set GATEHOUSE_METRICS_PORT.")
            return nil
        }
    }

    /// - Throws: `ServerError` when the port can't be had.
    private static func open(
        _ configuration: Configuration, port: Int, log: Log,
        metrics: @escaping @Sendable () -> [Metric]
    ) throws(ServerError) -> MetricsDoor {
        let settings = server(configuration, port: port)
        let socket = try ListeningSocket(settings)
        var router = Router()
        router.use(requestID(generate: RequestIdentity.make))
        router.use(RefusedRequest.gate)
        router.get("/metrics") { (_: Request) in answer(metrics()) }
        let server = Server(
            configuration: settings, responder: router,
            refused: { [router] in await RefusedRequest.answer($0, to: $1, through: router) },
            events: ServerLog(logger: log.logger(), name: "metrics").write)
        try server.start(on: socket)
        return MetricsDoor(server: server, port: socket.port)
    }

    func stop() async { await server.stop(grace: .zero) }

    /// One event loop and few connections: a scraper or two.
    private static func server(_ configuration: Configuration, port: Int) -> ServerConfiguration {
        var server = ServerConfiguration(
            host: configuration.host, port: port, workers: 1,
            limits: ProcessLimits.limits(configuration))
        server.sharesPort = configuration.handsOver
        server.limits.connections = min(16, server.limits.connections)
        return server
    }

    private static func answer(_ metrics: [Metric]) -> Response {
        Response(
            status: .ok, contentType: "text/plain; version=0.0.4; charset=utf-8",
            body: Array(metrics.map(\.text).joined().utf8))
    }
}

extension TokenCacheStatistics {
    var metrics: [Metric] {
        [
            Metric(.gauge, "token_cache_entries", "Verified tokens that are remembered.", entries),
            Metric(.gauge, "token_cache_bytes", "Bytes that they take, estimated.", bytes),
            Metric(.counter, "token_cache_hits_total", "Tokens found there.", hits),
            Metric(
                .counter, "token_cache_misses_total", "Tokens whose signature had to be checked.",
                misses),
        ]
    }
}
