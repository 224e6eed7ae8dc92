import HTTPRouting
import HTTPServer
import HTTPTypes
import HTTPWire

func greetings(port: Int) throws -> Server {
    var app = Router()
    app.use(securityHeaders(), cors(CORSPolicy(origins: .any)), RefusedRequest.gate)
    app.get("/health") { _ in Response(status: .ok) }
    app.get("/hello/:name") { request in
        let name = request.parameters["name"] ?? "you"
        return Response(status: .ok, contentType: "text/plain", body: Array("Hello, \(name)!".utf8))
    }
    let chain = app
    return Server(
        configuration: ServerConfiguration(port: port), responder: chain,
        refused: { await RefusedRequest.answer($0, to: $1, through: chain) },
        events: { print($0) })
}
