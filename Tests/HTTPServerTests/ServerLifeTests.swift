import HTTPServer
import HTTPTypes
import HTTPWire
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Starting, stopping and not leaking.
@Suite(.timeLimit(.minutes(2))) struct ServerLifeTests {
    @Test func stopWaitsForTheRequestInWork() async throws {
        let server = try TestServer()
        let client = try server.client()
        let idle = try server.client()
        client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
        await server.responder.gate.somebodyWaits()
        async let stopped: Void = server.server.stop(grace: .seconds(30))
        #expect(await idle.readToEnd().isEmpty)
        await server.responder.gate.open()
        let answer = await client.readToEnd()
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nopened"))
        await stopped
        #expect(TestClient(port: server.port) == nil)
        #expect(server.events.last == .stopped)
    }

    @Test func stopCutsWhatOutlivesTheGrace() async throws {
        let server = try TestServer()
        let client = try server.client()
        client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
        await server.responder.gate.somebodyWaits()
        await server.server.stop(grace: .milliseconds(20))
        #expect(await client.readToEnd().isEmpty)
        #expect(server.events.contains(.graceExceeded(connections: 1)))
        await server.responder.gate.open()
    }

    /// A reset is noticed whatever the connection waits for; no deadline is near.
    @Test(arguments: [
        "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n" + String(repeating: "x", count: 100_000),
    ])
    func aResetEndsAConnection(_ bytes: String) async throws {
        var limits = ServerLimits()
        limits.linger = .seconds(3600)
        limits.handler = .seconds(3600)
        let server = try TestServer(limits: limits)
        let isRefused = !bytes.contains("/gate")
        do {
            let client = try server.client()
            client.send(bytes)
            if isRefused {
                #expect(await client.readAnswer().hasPrefix("HTTP/1.1 505 "))
            } else {
                await server.responder.gate.somebodyWaits()
            }
            #expect(server.server.connections == 1)
            client.reset()
        }
        while server.server.connections > 0 { await Task.yield() }
        await server.responder.gate.open()
    }

    @Test func drainingServerStillAnswersAndSaysClose() async throws {
        let server = try TestServer()
        let old = try server.client()
        old.send("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await !old.readAnswer().contains("Connection: close\r\n"))
        server.server.beginDrain()
        let new = try server.client()
        for client in [new, old] {
            client.send("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await client.readToEnd().contains("Connection: close\r\n"))
        }
        await server.server.stop(grace: .seconds(5))
    }

    @Test func connectionLimitMakesClientsWait() async throws {
        var limits = ServerLimits()
        limits.connections = 2
        let server = try TestServer(limits: limits)
        let busy = [try server.client(), try server.client()]
        for client in busy { client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n") }
        await server.responder.gate.somebodyWaits(2)
        let third = try server.client()
        third.send("GET /?third HTTP/1.1\r\nHost: a\r\n\r\n")
        await server.reported { $0 == .acceptPaused(.connectionLimit(2)) }
        #expect(!server.events.contains { if case .connectionsShed = $0 { true } else { false } })
        await server.responder.gate.open()
        #expect(await third.readAnswer().hasSuffix("third"))
        await server.server.stop(grace: .seconds(5))
    }

    /// Closing the door would reset them, though their requests are here.
    @Test(arguments: [1, 2]) func whoWaitsForRoomIsAnsweredAtTheEnd(_ workers: Int) async throws {
        var limits = ServerLimits()
        limits.connections = 2
        let server = try TestServer(workers: workers, limits: limits)
        let busy = [try server.client(), try server.client()]
        for client in busy { client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n") }
        await server.responder.gate.somebodyWaits(2)
        let waiting = try (0..<4).map { _ in try server.client() }
        for client in waiting { client.send("GET /?late HTTP/1.1\r\nHost: a\r\n\r\n") }
        await server.reported { $0 == .acceptPaused(.connectionLimit(2)) }
        async let stopped: Void = server.server.stop(grace: .seconds(60))
        for client in waiting { #expect(await client.readToEnd().hasSuffix("late")) }
        await server.responder.gate.open()
        await stopped
    }

    /// An answer that waits for its reader when the server stops is the connection's last.
    @Test func stopEndsWithTheLastAnswerThatIsRead() async throws {
        let server = try TestServer()
        let slow = try server.client()
        slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await slow.readAnswer(hasBody: false).hasPrefix("HTTP/1.1 200"))
        async let stopped: Void = server.server.stop(grace: .seconds(60))
        #expect(await slow.readToEnd().count > 0)
        await stopped
        #expect(!server.events.contains { if case .graceExceeded = $0 { true } else { false } })
    }

    /// The log must not take a stranger for this machine.
    @Test func whatWasNotUnderstoodHasItsSendersAddress() async throws {
        let server = Server(
            configuration: ServerConfiguration(port: 0, workers: 1), responder: TestResponder(),
            refused: { refusal, request in
                let text = "\(request.method) \(request.remoteAddress) \(request.path)"
                return Response(status: refusal.status, body: Array(text.utf8))
            }, events: { _ in })
        let client = try #require(TestClient(port: try server.start(), from: "127.0.0.2"))
        client.send("GET  / HTTP/1.1\r\n\r\n")
        #expect(await client.readToEnd().hasSuffix("\r\n\r\n- 127.0.0.2 "))
        await server.stop(grace: .seconds(5))
    }

    /// Also those who wait in the system's queue.
    @Test func stopTakesWhoeverHasConnected() async throws {
        let server = try TestServer()
        let clients = try (0..<300).map { _ in try server.client() }
        for client in clients { client.send("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n") }
        await server.server.stop(grace: .seconds(60))
        for client in clients { #expect(await client.readAnswer().hasSuffix("x")) }
    }

    @Test func churnEmptiesTheServer() async throws {
        let server = try TestServer(workers: 2)
        for round in 0..<2000 {
            let client = try server.client()
            switch round % 4 {
            case 0: break
            case 1: client.send("GET /")
            case 2:
                client.send("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await client.readAnswer().hasSuffix("x"))
            default:
                client.send("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n")
                client.reset()
            }
        }
        // The server is empty once it has stopped by itself, well within its grace.
        await server.server.stop(grace: .seconds(60))
        #expect(!server.events.contains { if case .graceExceeded = $0 { true } else { false } })
    }
}
