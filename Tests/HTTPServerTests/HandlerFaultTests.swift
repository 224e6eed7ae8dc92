import HTTPRouting
import HTTPServer
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

private func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
}

/// Handlers that do what no handler should, beside a client that must not notice.
@Suite(.timeLimit(.minutes(2))) struct HandlerFaultTests {
    /// The house's way to wire a router: errors and refusals take the same chain.
    private func chained(
        handlerLimit: Duration = .seconds(30), _ routes: (inout Router) -> Void
    ) throws -> ClosureServer {
        var router = Router()
        let made = Mutex(0)
        router.use(
            requestID {
                made.withLock {
                    $0 += 1
                    return "made-\($0)"
                }
            })
        router.onError { error, request in
            let status = (error as? Refusal)?.status ?? .internalServerError
            return Response("\(status.code) for \(request.requestID ?? "-")", status: status)
        }
        router.use(RefusedRequest.gate)
        router.get("/fine") { _ in Response("fine") }
        routes(&router)
        let chain = router
        return try ClosureServer(
            handlerLimit: handlerLimit,
            refused: { await RefusedRequest.answer($0, to: $1, through: chain) }, responder: chain)
    }

    @Test func throwing() async throws {
        struct Fault: Error {}
        let server = try chained { router in
            router.get("/now") { _ in throw Fault() }
            router.get("/later") { _ in
                await Task.yield()
                throw Fault()
            }
        }
        let client = try server.client()
        client.send(get("/now") + get("/later", "X-Request-Id: mine\r\n") + get("/fine"))
        let first = await client.readAnswer()
        #expect(first.hasPrefix("HTTP/1.1 500 ") && first.hasSuffix("500 for made-1"))
        let second = await client.readAnswer()
        #expect(second.contains("\r\nX-Request-Id: mine\r\n"))
        #expect(second.hasPrefix("HTTP/1.1 500 ") && second.hasSuffix("500 for mine"))
        #expect(await client.readAnswer().hasSuffix("fine"))
        await server.server.stop(grace: .zero)
    }

    /// It is told to stop, it doesn't, and its answer comes when the client has long had another.
    @Test func hangingAndDeafToCancellation() async throws {
        let gate = Gate()
        let over = Gate()
        let wasCancelled = Mutex(false)
        let server = try chained(handlerLimit: .milliseconds(50)) { router in
            router.get("/hang") { _ in
                await gate.pass()
                wasCancelled.withLock { $0 = Task.isCancelled }
                await over.open()
                return Response("too late")
            }
        }
        let neighbour = try server.client()
        try await beAbandoned(by: server, gate, beside: neighbour)
        // The late answer finds its connection gone and its descriptor taken by others.
        neighbour.send(get("/fine"))
        #expect(await neighbour.readAnswer().hasSuffix("fine"))
        let others = try (0..<8).map { _ in try server.client() }
        for other in others { other.send("GET /fine HTTP/1.1\r\n") }
        await gate.open()
        await over.pass()
        for other in others {
            other.send("Host: a\r\n\r\n")
            #expect(await other.readAnswer().hasSuffix("fine"))
        }
        neighbour.send(get("/fine"))
        #expect(await neighbour.readAnswer().hasSuffix("fine"))
        #expect(wasCancelled.withLock { $0 })
        await server.server.stop(grace: .zero)
    }

    /// Asks for what hangs, and leaves with the answer that comes instead.
    private func beAbandoned(
        by server: ClosureServer, _ gate: Gate, beside neighbour: TestClient
    ) async throws {
        let hung = try server.client()
        hung.send(get("/hang", "X-Request-Id: mine\r\n") + get("/fine"))
        await gate.somebodyWaits()
        neighbour.send(get("/fine"))
        #expect(await neighbour.readAnswer().hasSuffix("fine"))
        // When in doubt the connection ends: what was pipelined behind has no answer.
        let answer = await hung.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.hasSuffix("503 for mine"))
        #expect(answer.contains("\r\nX-Request-Id: mine\r\n"))
        #expect(answer.contains("\r\nConnection: close\r\n"))
    }

    /// An answer is what a handler returns, so there is no second one to give: what it was asked for is
    /// asked once, and what it does afterwards reaches nobody.
    @Test func answeringTwice() async throws {
        final class Twice: Responder {
            private let calls = Mutex(0)

            func respond(to request: Request) async -> Response { Response("never asked") }

            func begin(_ request: inout Request) -> Answer {
                let request = request
                return .later { [self] in
                    let call = calls.withLock {
                        $0 += 1
                        return $0
                    }
                    await Task.yield()
                    Task { await self.respond(to: request) }
                    return Response("\(call)")
                }
            }
        }
        let client = try ClosureServer(
            handlerLimit: .seconds(30),
            refused: { refusal, _ in Response(status: refusal.status) }, responder: Twice()
        ).client()
        client.send((0..<50).map { _ in get("/") }.joined())
        client.finishSending()
        let bodies = await client.readToEnd().split(separator: "HTTP/1.1 200 OK\r\n")
            .map { $0.split(separator: "\r\n\r\n").last.map(String.init) ?? "" }
        #expect(bodies == (1...50).map(String.init))
    }

    /// Nobody answers for those who answer for others: the connection just ends.
    @Test func aRefusalsAnswerThatHangs() async throws {
        let gate = Gate()
        let server = try ClosureServer(
            handlerLimit: .milliseconds(50),
            refused: { refusal, _ in
                await gate.pass()
                return Response("too late", status: refusal.status)
            }, handler: { _ in Response("fine") })
        let client = try server.client()
        client.send("BAD\r\n\r\n")
        #expect(await client.readToEnd().isEmpty)
        await gate.open()
        let other = try server.client()
        other.send(get("/"))
        #expect(await other.readAnswer().hasSuffix("fine"))
    }

    /// Whoever looks for the id of a 503 finds what the handler wrote under it.
    @Test func hangingUnderAnIDMadeHere() async throws {
        let gate = Gate()
        let seen = Mutex<String?>(nil)
        let server = try chained(handlerLimit: .milliseconds(50)) { router in
            router.get("/hang") { request in
                seen.withLock { $0 = request.requestID }
                await gate.pass()
                return Response("too late")
            }
        }
        let (first, hung) = (try server.client(), try server.client())
        first.send(get("/fine"))
        #expect(await first.readAnswer().contains("made-1"))
        hung.send(get("/hang"))
        #expect(await hung.readToEnd().hasSuffix("503 for made-2"))
        #expect(seen.withLock { $0 } == "made-2")
        await gate.open()
        await server.server.stop(grace: .zero)
    }

    /// RFC 9110 §9.3.2 holds for the answer to a hung handler as well.
    @Test func hangingOnHead() async throws {
        let gate = Gate()
        let server = try chained(handlerLimit: .milliseconds(50)) { router in
            router.get("/hang") { _ in
                await gate.pass()
                return Response("too late")
            }
        }
        let client = try server.client()
        client.send("HEAD /hang HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = await client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.hasSuffix("\r\n\r\n"))
        await gate.open()
        await server.server.stop(grace: .zero)
    }
}
