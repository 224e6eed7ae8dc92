import HTTPTypes
import HTTPWire
import Testing

@testable import HTTPServer

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

private let request = "GET /?x HTTP/1.1\r\nHost: a\r\n\r\n"

/// What one client may take from the others.
@Suite(.timeLimit(.minutes(2))) struct BoundsTests {
    @Test func longestIdleConnectionMakesRoom() async throws {
        var limits = ServerLimits()
        limits.connections = 3
        limits.acceptPause = .milliseconds(20)
        let server = try TestServer(limits: limits)
        let busy = try server.client()
        busy.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
        await server.responder.gate.somebodyWaits()
        let idle = [try server.client(), try server.client()]
        for client in idle {
            client.send(request)
            #expect(await client.readAnswer().hasSuffix("x"))
        }
        let new = try server.client()
        new.send(request)
        #expect(await new.readAnswer().hasSuffix("x"))
        #expect(server.events.contains(.connectionsShed(1)))
        await server.responder.gate.open()
        #expect(await busy.readAnswer().hasSuffix("opened"))
    }

    @Test func oneAddressHasOnlySoManyConnections() async throws {
        var limits = ServerLimits()
        limits.connectionsPerAddress = 2
        limits.limitsPrivateAddresses = true
        let server = try TestServer(limits: limits)
        let first = try server.client()
        let second = try server.client()
        for client in [first, second] {
            client.send(request)
            #expect(await client.readAnswer().hasSuffix("x"))
        }
        #expect(try await server.client().readToEnd().isEmpty)
        #expect(server.events.contains(.addressLimitReached(address: "127.0.0.1")))
    }

    @Test func privateAddressesAreProxiesUnlessToldOtherwise() async throws {
        var limits = ServerLimits()
        limits.connectionsPerAddress = 1
        let server = try TestServer(limits: limits)
        let clients = try (0..<4).map { _ in try server.client() }
        for client in clients {
            client.send(request)
            #expect(await client.readAnswer().hasSuffix("x"))
        }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false),
        ("192.168.9.9", true), ("169.254.1.1", true), ("100.64.0.1", true), ("100.128.0.1", false),
        ("8.8.8.8", false), ("::1", true), ("fd00::1", true), ("fe80::1", true),
        ("2001:db8::1", false), ("::ffff:10.0.0.1", true), ("::ffff:8.8.8.8", false),
    ])
    func knowsPrivateAddresses(_ host: String, _ isPrivate: Bool) throws {
        #expect(try address(host).isPrivate == isPrivate)
    }

    @Test func clientsAreTheirAddressOrTheirNetwork() throws {
        #expect(try address("2001:db8:1:2::1").client == address("2001:db8:1:2:f::9").client)
        #expect(try address("2001:db8:1:2::1").client != address("2001:db8:1:3::1").client)
        #expect(try address("8.8.8.8").client == address("::ffff:8.8.8.8").client)
        #expect(try address("8.8.8.8").client != address("8.8.4.4").client)
    }

    private func address(_ host: String) throws -> SocketAddress {
        try #require(SocketAddress.candidates(host: host, port: 1).first)
    }

    @Test func countsEndWithTheirConnections() {
        var counts = AddressCounts()
        let entered = [7, 7, 8, 0, 0].map { counts.enter($0, limit: 1) }
        #expect(entered == [true, false, true, true, true])
        counts.leave(7)
        let again = counts.enter(7, limit: 1)
        #expect(again)
    }

    @Test func pipelinedFloodIsAnsweredTurnByTurn() async throws {
        var limits = ServerLimits()
        limits.pipelined = 4
        let server = try TestServer(limits: limits)
        let flood = try server.client()
        flood.send((0..<2000).map { "GET /?\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        let other = try server.client()
        other.send(request)
        #expect(await other.readAnswer().hasSuffix("x"))
        flood.finishSending()
        let bodies = await flood.readToEnd().split(separator: "HTTP/1.1 200 OK\r\n")
            .map { $0.split(separator: "\r\n\r\n").last.map(String.init) ?? "" }
        #expect(bodies == (0..<2000).map(String.init))
    }

    #if os(Linux)
        /// What an idle connection holds of the heap, beside its slot in the worker's table.
        @Test func idleConnectionIsSmall() throws {
            let server = Server(
                configuration: ServerConfiguration(), responder: TestResponder(),
                refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
            let worker = try Worker(index: 0, server: server) { _ in }
            worker.start()
            defer { worker.cut { _ in } }
            let connection = Connection(
                token: ConnectionToken(descriptor: -1, generation: 0),
                peer: Peer(descriptor: -1, address: "192.0.2.1", client: 0), worker: worker,
                state: ConnectionState(
                    limits: worker.limits, now: MonotonicTime(milliseconds: 0)))
            typealias Measure = @convention(c) (UnsafeMutableRawPointer) -> Int
            let symbol = try #require(dlsym(nil, "malloc_usable_size"))
            let measure = unsafeBitCast(symbol, to: Measure.self)
            let size = measure(Unmanaged.passUnretained(connection).toOpaque())
            #expect(size <= 136, "\(size) bytes")
        }
    #endif

    @Test func twoServersShareAPort() async throws {
        let old = try TestServer(sharesPort: true)
        let new = try TestServer(port: old.port, sharesPort: true)
        await old.server.stop(grace: .seconds(5))
        for _ in 0..<20 {
            let client = try new.client()
            client.send(request)
            #expect(await client.readAnswer().hasSuffix("x"))
        }
        await new.server.stop(grace: .seconds(5))
    }
}
