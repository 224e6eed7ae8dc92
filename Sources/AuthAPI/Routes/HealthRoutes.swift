import HTTPRouting
import HTTPTypes
import HTTPWire

/// Whether the server should be given requests.
package enum Readiness: Sendable, Equatable {
    case ready
    /// It serves, but something behind it doesn't; another instance would be no better off.
    case degraded(reason: String)
    /// It can't do its work, though it still answers what needs none of that: send requests elsewhere.
    case unavailable(reason: String)
    /// Stopping: a balancer should send its requests elsewhere.
    case draining
}

/// `GET /health` (the process answers) and `GET /ready` (give it requests).
enum HealthRoutes {
    private static let healthy = Array(#"{"status":"ok"}"#.utf8)

    /// Touches nothing: it must answer under any load.
    static func health(_ request: Request) -> Response {
        Response(status: .ok, contentType: "application/json; charset=utf-8", body: healthy)
    }

    static func ready(_ readiness: @escaping @Sendable () -> Readiness) -> ImmediateHandler {
        { _ in
            switch readiness() {
            case .ready: .json(.ok, ["status": "ready"])
            case .degraded(let reason): .json(.ok, ["status": "degraded", "reason": reason])
            case .unavailable(let reason):
                .json(.serviceUnavailable, ["status": "unavailable", "reason": reason])
            case .draining: .json(.serviceUnavailable, ["status": "draining"])
            }
        }
    }
}
