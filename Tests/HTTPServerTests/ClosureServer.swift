import HTTPServer
import HTTPTypes
import HTTPWire

/// A server whose handler is the test's own.
struct ClosureServer {
    private struct Handler: Responder {
        let body: @Sendable (Request) async -> Response
        func respond(to request: Request) async -> Response { await body(request) }
    }

    let server: Server
    let port: Int

    /// One worker, so that whatever holds it up holds up everybody.
    init(
        handlerLimit: Duration = .seconds(30),
        refused: @escaping Server.RefusalAnswer = { refusal, _ in Response(status: refusal.status)
        },
        handler: @escaping @Sendable (Request) async -> Response
    ) throws {
        try self.init(
            handlerLimit: handlerLimit, refused: refused, responder: Handler(body: handler))
    }

    init(
        handlerLimit: Duration, refused: @escaping Server.RefusalAnswer, responder: any Responder
    ) throws {
        var limits = ServerLimits()
        limits.handler = handlerLimit
        limits.tick = .milliseconds(10)
        server = Server(
            configuration: ServerConfiguration(port: 0, workers: 1, limits: limits),
            responder: responder, refused: refused, events: { _ in })
        port = try server.start()
    }

    func client() throws -> TestClient {
        guard let client = TestClient(port: port) else { throw TestServer.NoConnection() }
        return client
    }
}

extension Response {
    init(_ text: String, status: HTTPResponse.Status = .ok) {
        self.init(status: status, body: Array(text.utf8))
    }
}
