import Dispatch
import HTTPTypes
import HTTPWire
import Testing

@testable import HTTPServer

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How much memory clients can make the server hold.
@Suite(.timeLimit(.minutes(2))) struct MemoryTests {
    private static let head =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"

    /// A client that pipelines without end and reads nothing.
    @Test func unreadAnswersAndWhatWaitsBehindThemAreFew() throws {
        let worker = try Self.worker()
        defer { worker.cut { _ in } }
        let pair = try socketPair()
        defer { SystemCalls.close(pair.1) }
        SystemCalls.setOption(pair.0, SOL_SOCKET, SO_SNDBUF, 4096)
        _ = fcntl(pair.0, F_SETFL, O_NONBLOCK)
        let requests = Array(
            String(repeating: "GET /?x HTTP/1.1\r\nHost: a\r\n\r\n", count: 2000).utf8)
        _ = requests.withUnsafeBytes { SystemCalls.write(pair.1, $0) }
        worker.adopt([Peer(descriptor: pair.0, address: "192.0.2.1", client: 0)])
        let token = ConnectionToken(descriptor: pair.0, generation: 1)
        // What a turn leaves over has its next one on the same loop, before ours.
        for _ in 0..<100 {
            worker.loop.sync { worker.turn { worker.connection(token)?.readable() } }
        }
        let held = worker.loop.sync {
            worker.connection(token)?.backlog.map { ($0.input.count, $0.output.count) }
        }
        let (input, output) = try #require(held)
        #expect((1...4096).contains(input))
        #expect((1...4096).contains(output))
        // Events of reading that come while it waits for room don't end that wait.
        #expect(Self.answers(pair.1, 2000) == 2000)
    }

    /// A body may be read 64 KiB at once, what comes behind it may not.
    @Test func whatWaitsBehindABodyIsLittle() throws {
        let worker = try Self.worker()
        defer { worker.cut { _ in } }
        let pair = try socketPair()
        defer { SystemCalls.close(pair.1) }
        SystemCalls.setOption(pair.0, SOL_SOCKET, SO_SNDBUF, 4096)
        _ = fcntl(pair.0, F_SETFL, O_NONBLOCK)
        worker.adopt([Peer(descriptor: pair.0, address: "192.0.2.1", client: 0)])
        let token = ConnectionToken(descriptor: pair.0, generation: 1)
        let more = String(repeating: "GET /?x HTTP/1.1\r\nHost: a\r\n\r\n", count: 2000)
        for part in [
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1", "23456789" + more,
        ] {
            _ = Array(part.utf8).withUnsafeBytes { SystemCalls.write(pair.1, $0) }
            worker.loop.sync { worker.turn { worker.connection(token)?.readable() } }
        }
        let held = worker.loop.sync { worker.connection(token)?.backlog?.input.count ?? 0 }
        #expect(held <= 4096 + 9)
    }

    /// What holds room is asked to give it back, not who comes next.
    @Test func anHonestRequestIsServedBesideThoseThatHoldTheRoom() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 256 * 1024
        let server = try TestServer(limits: limits)
        let hoarders = try (0..<6).map { _ in try server.client() }
        for hoarder in hoarders {
            hoarder.send(Self.head + String(repeating: "a", count: 59_000))
        }
        let refused = await hoarders[0].readToEnd()
        #expect(refused.hasPrefix("HTTP/1.1 503 "))
        for _ in 0..<20 {
            #expect(try await Self.serves(server))
        }
    }

    /// What was refused is lingered over, for the answer's sake, and not kept for that.
    @Test func aRefusedRequestHoldsNoRoom() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 64 * 1024
        limits.linger = .seconds(3600)
        let server = try TestServer(limits: limits)
        let hoarders = try (0..<6).map { _ in try server.client() }
        for hoarder in hoarders {
            let field = "X: " + String(repeating: "a", count: 7000) + "\r\n"
            hoarder.send("GET /echo HTTP/1.1\r\nHost: a\r\n\(field)\(field)?? :\r\n\r\nmore")
            #expect(await hoarder.readAnswer().hasPrefix("HTTP/1.1 400 "))
        }
        #expect(try await Self.serves(server))
    }

    /// First the client that holds most, and of his the oldest; tiny ones never.
    @Test func whoHoldsMostGivesWayFirst() throws {
        let worker = try Self.worker()
        defer { worker.cut { _ in } }
        var table = ConnectionTable()
        let held = [(1, 30_000, 5), (2, 50_000, 1), (1, 40_000, 2), (3, 59_000, 0), (1, 100, 0)]
        for (client, bytes, began) in held {
            let began = MonotonicTime(milliseconds: 1_000_000 + Int64(began))
            var state = ConnectionState(limits: worker.limits, now: began)
            let text = Array((Self.head + String(repeating: "a", count: bytes)).utf8)
            _ = state.receive(text.span, remoteAddress: "a", now: began)
            table.insert(
                Connection(
                    token: table.token(for: Int32(table.count)),
                    peer: Peer(descriptor: -1, address: "a", client: UInt64(client)),
                    worker: worker, state: state))
        }
        #expect(table.greediest(beyond: 419).map(\.token.descriptor) == [2, 0, 3, 1])
    }

    /// Many that each hold little must not keep out one that holds more.
    @Test func manySmallRequestsGiveWayToo() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 64 * 1024
        let server = try TestServer(limits: limits)
        let hoarders = try (0..<24).map { _ in try server.client() }
        for hoarder in hoarders {
            hoarder.send(Self.head + String(repeating: "a", count: 3000))
        }
        #expect(try await Self.serves(server))
    }

    /// Each passed deadline wants an answer: others have their turn between them.
    @Test func manyPassedDeadlinesAreActedUponInTurns() throws {
        var limits = ServerLimits()
        limits.head = .zero
        limits.tick = .seconds(3600)
        let worker = try Self.worker(limits)
        defer { worker.cut { _ in } }
        let pairs = try (0..<3 * Worker.expirations).map { _ in try socketPair() }
        defer { for pair in pairs { SystemCalls.close(pair.1) } }
        worker.adopt(pairs.map { Peer(descriptor: $0.0, address: "192.0.2.1", client: 0) })
        let began = worker.loop.sync { worker.now }
        while SystemCalls.monotonicTime() <= began.advanced(milliseconds: 1) {}
        let refused: @Sendable () -> Int = {
            pairs.filter { SystemCalls.isReadable($0.1) }.count
        }
        let first = worker.loop.sync {
            worker.turn { worker.expire() }
            return refused()
        }
        #expect(first == Worker.expirations)
        for _ in 0..<3 { worker.loop.sync {} }
        #expect(refused() == pairs.count)
    }

    /// Whether an honest request of 20 KB, which comes in two pieces, is answered.
    private static func serves(_ server: TestServer) async throws -> Bool {
        let honest = try server.client()
        let body = String(repeating: "b", count: 20_000)
        honest.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\nb")
        honest.send(String(body.dropFirst()))
        return await honest.readAnswer().hasSuffix(body)
    }

    private static func server(_ limits: ServerLimits = ServerLimits()) -> Server {
        Server(
            configuration: ServerConfiguration(limits: limits), responder: TestResponder(),
            refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
    }

    private static func worker(_ limits: ServerLimits = ServerLimits()) throws -> Worker {
        let worker = try Worker(
            on: EventLoop(label: "worker"), of: 1, server: server(limits),
            admission: Admission(ServerConfiguration(), report: { _ in }), closed: {})
        worker.start()
        return worker
    }

    /// How many answers come, until there are as many as wanted.
    private static func answers(_ descriptor: Int32, _ wanted: Int) -> Int {
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        var found = 0
        while found < wanted {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 20_000) > 0 else { break }
            let count = read(descriptor, &part, part.count)
            guard count > 0 else { break }
            text += part[..<count]
            found = String(decoding: text, as: UTF8.self).split(separator: "HTTP/1.1 200").count
        }
        return found
    }

    /// There is no room at all, so only what everybody may hold is left.
    @Test func withoutRoomLargeUnfinishedRequestsAreRefusedAndSmallOnesServed() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 0
        let server = try TestServer(limits: limits)
        let large = try server.client()
        large.send(Self.head + String(repeating: "a", count: 20_000))
        let answer = await large.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.hasSuffix("overloaded /echo"))

        let small = try server.client()
        small.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n"
                + "Expect: 100-continue\r\n\r\n")
        #expect(await small.readAnswer(hasBody: false).hasPrefix("HTTP/1.1 100 "))
        small.send(String(repeating: "b", count: 2000))
        #expect(await small.readAnswer().hasSuffix(String(repeating: "b", count: 2000)))
    }

    /// What a connection held is free again, however the request ends.
    @Test func roomComesBack() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 128 * 1024
        let server = try TestServer(limits: limits)
        let body = String(repeating: "c", count: 60_000)
        for round in 0..<12 {
            let client = try server.client()
            client.send(Self.head + body.dropLast())
            if round.isMultiple(of: 2) { client.send("c") }
            client.finishSending()
            let answer = await client.readToEnd()
            let wanted = round.isMultiple(of: 2) ? "200 OK" : "400 Bad Request"
            #expect(answer.hasPrefix("HTTP/1.1 \(wanted)"))
        }
    }
}
