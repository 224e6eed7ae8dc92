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
        await server.reported { $0 == .connectionsShed(1) }
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
        #expect(try #require(address(host).ip).isPrivate == isPrivate)
    }

    @Test func clientsAreTheirAddressOrTheirNetwork() throws {
        let client = { (host: String) in try #require(self.address(host).ip).client }
        #expect(try client("2001:db8:1:2::1") == client("2001:db8:1:2:f::9"))
        #expect(try client("2001:db8:1:2::1") != client("2001:db8:1:3::1"))
        #expect(try client("8.8.8.8") == client("::ffff:8.8.8.8"))
        #expect(try client("8.8.8.8") != client("8.8.4.4"))
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
            let worker = try Worker(
                on: EventLoop(label: "worker"), of: 1, server: server,
                admission: Admission(ServerConfiguration(), report: { _ in }), closed: {})
            worker.start()
            defer { worker.cut { _ in } }
            let connections = (0..<1000).map { _ in
                Connection(
                    token: ConnectionToken(descriptor: -1, generation: 0),
                    peer: Peer(descriptor: -1, address: "192.0.2.1", client: 0), worker: worker,
                    state: ConnectionState(
                        limits: worker.limits, now: MonotonicTime(milliseconds: 0)))
            }
            typealias Measure = @convention(c) (UnsafeMutableRawPointer) -> Int
            let symbol = try #require(dlsym(nil, "malloc_usable_size"))
            let measure = unsafeBitCast(symbol, to: Measure.self)
            // A chunk whose rest would be too small for another comes with that rest.
            let sizes = connections.map { measure(Unmanaged.passUnretained($0).toOpaque()) }
            #expect(sizes.contains { $0 <= 136 }, "\(sizes.min() ?? 0) bytes")
        }
    #endif

    #if os(Linux)
        /// Otherwise those whom the system has queued for the old one would be refused.
        @Test func whoeverLeavesSendsNewcomersToTheNextOne() async throws {
            let old = try TestServer(sharesPort: true)
            for _ in 0..<3 {
                let new = try TestServer(port: old.port, sharesPort: true)
                old.server.beginDrain()
                for _ in 0..<40 {
                    let client = try new.client()
                    client.send(request)
                    #expect(await client.readAnswer().contains("Connection: close") == false)
                }
                await new.server.stop(grace: .seconds(5))
            }
            let client = try old.client()
            client.send(request)
            #expect(await client.readAnswer().contains("Connection: close"))
            await old.server.stop(grace: .seconds(5))
        }
    #endif

    @Test func clientsWaitFromTheMomentASocketListens() async throws {
        let socket = try ListeningSocket(ServerConfiguration(port: 0))
        let client = try #require(TestClient(port: socket.port))
        client.send(request)
        let server = Server(
            configuration: ServerConfiguration(workers: 1), responder: TestResponder(),
            refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
        try server.start(on: socket)
        #expect(await client.readAnswer().hasSuffix("x"))
        await server.stop(grace: .seconds(5))
    }

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
