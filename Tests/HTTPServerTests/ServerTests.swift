import HTTPServer
import HTTPTypes
import HTTPWire
import Testing

private func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
}

private func post(_ path: String, _ body: String) -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

@Suite(.timeLimit(.minutes(2))) struct ServerTests {
    @Test func keepsAConnectionForManyRequests() async throws {
        let client = try TestServer().client()
        for number in 0..<50 {
            client.send(get("/?\(number)"))
            let answer = await client.readAnswer()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            #expect(answer.hasSuffix("\r\n\r\n\(number)"))
        }
    }

    @Test(arguments: ["/", "/yield"])
    func answersAThousandPipelinedRequestsInOrder(_ path: String) async throws {
        let client = try TestServer().client()
        client.send((0..<1000).map { get("\(path)?\($0)") }.joined())
        client.finishSending()
        let bodies = await client.readToEnd().components("HTTP/1.1 200 OK\r\n")
            .map { $0.components("\r\n\r\n").last ?? "" }
        #expect(bodies == (0..<1000).map(String.init))
    }

    @Test func readsABodyThatComesByteByByte() async throws {
        let client = try TestServer().client()
        for byte in post("/echo", "hello").utf8 { client.send([byte]) }
        #expect(await client.readAnswer().hasSuffix("\r\n\r\nhello"))
    }

    @Test func readsChunks() async throws {
        let client = try TestServer().client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        client.send("3\r\nfoo\r\n3\r\nbar\r\n0\r\n\r\n")
        #expect(await client.readAnswer().hasSuffix("\r\n\r\nfoobar"))
    }

    @Test func answersHeadWithoutABodyAndThenTheNextRequest() async throws {
        let client = try TestServer().client()
        client.send("HEAD /?12345 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/?next"))
        let head = await client.readAnswer(hasBody: false)
        #expect(head.contains("Content-Length: 5\r\n"))
        #expect(await client.readAnswer().hasSuffix("\r\n\r\nnext"))
    }

    @Test func refusesALargeBodyBeforeItComes() async throws {
        let client = try TestServer().client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        let answer = await client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.hasSuffix("bodyTooLarge /echo"))
    }

    @Test func aRefusalReachesAClientThatIsStillSending() async throws {
        let server = try TestServer()
        for _ in 0..<20 {
            let client = try server.client()
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\n\r\n")
            client.send([UInt8](repeating: 0x41, count: 600_000))
            #expect(await client.readToEnd().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func refusesAfterAnsweringWhatCameBefore() async throws {
        let client = try TestServer().client()
        client.send(get("/?1") + get("/?2") + "BAD\r\n\r\n" + get("/?3"))
        let answers = await client.readToEnd().components("HTTP/1.1 ")
        #expect(answers.map { $0.prefix(3) } == ["200", "200", "400"])
    }

    @Test func sendsContinueWhenItWillRead() async throws {
        let client = try TestServer().client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n")
        client.send("Content-Length: 2\r\n\r\n")
        #expect(await client.readAnswer() == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("hi")
        #expect(await client.readAnswer().hasSuffix("\r\n\r\nhi"))
    }

    @Test func halfClosedClientGetsItsAnswer() async throws {
        let server = try TestServer()
        let client = try server.client()
        client.send(get("/gate"))
        client.finishSending()
        await server.responder.gate.somebodyWaits()
        await server.responder.gate.open()
        #expect(await client.readToEnd().hasSuffix("\r\n\r\nopened"))
    }

    @Test func closesWhereTheClientWantsIt() async throws {
        let server = try TestServer()
        let closing = try server.client()
        closing.send(get("/?x", "Connection: close\r\n"))
        #expect(await closing.readToEnd().contains("Connection: close\r\n"))
        let old = try server.client()
        old.send("GET /?x HTTP/1.0\r\n\r\n")
        #expect(await old.readToEnd().hasSuffix("\r\n\r\nx"))
    }

    @Test func slowReaderGetsEverythingAndHoldsNobodyUp() async throws {
        let server = try TestServer()
        guard let slow = TestClient(port: server.port, receiveBuffer: 4096) else {
            throw TestServer.NoConnection()
        }
        slow.send(get("/large") + get("/?after"))
        let other = try server.client()
        other.send(get("/?quick"))
        #expect(await other.readAnswer().hasSuffix("quick"))
        slow.finishSending()
        let all = await slow.readToEnd()
        #expect(all.utf8.count > TestResponder.largeBody.count)
        #expect(all.hasSuffix("\r\n\r\nafter"))
    }

    @Test func lateHandlerIsCancelledAndAnswered() async throws {
        var limits = ServerLimits()
        limits.handler = .milliseconds(50)
        limits.tick = .milliseconds(10)
        let server = try TestServer(limits: limits)
        let client = try server.client()
        client.send(get("/forever"))
        let answer = await client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.hasSuffix("handlerTimeout /forever"))
        #expect(server.events.contains(.handlerTimedOut))
    }

    @Test func slowHeadIsAnsweredWith408() async throws {
        var limits = ServerLimits()
        limits.head = .milliseconds(50)
        limits.tick = .milliseconds(10)
        let client = try TestServer(limits: limits).client()
        client.send("GET / HT")
        #expect(await client.readToEnd().hasPrefix("HTTP/1.1 408 "))
    }

    @Test(arguments: ["127.0.0.1", "::1", "localhost", "0.0.0.0", "::"])
    func listensOn(_ host: String) async throws {
        let server = try TestServer(host: host, workers: 2)
        let target = host == "::1" ? "::1" : "127.0.0.1"
        guard let client = TestClient(port: server.port, host: target) else {
            throw TestServer.NoConnection()
        }
        client.send(get("/address"))
        #expect(await client.readAnswer().hasSuffix("\r\n\r\n\(target)"))
    }

    @Test func saysWhichAddressIsInUse() async throws {
        let first = try TestServer()
        let second = Server(
            configuration: ServerConfiguration(port: first.port), responder: first.responder,
            refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
        #expect(throws: ServerError.addressInUse(host: "127.0.0.1", port: first.port)) {
            try second.start()
        }
        #expect(throws: ServerError.alreadyStarted) { try first.server.start() }
    }
}

extension String {
    /// The non-empty parts between the separators.
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}
