import HTTPWire
import Testing

@testable import HTTPServer

private let line = "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n"
private let request = "GET /address HTTP/1.1\r\nHost: a\r\n\r\n"

/// Who a client is behind a proxy that speaks the PROXY protocol.
@Suite(.timeLimit(.minutes(2))) struct ProxyProtocolTests {
    @Test(arguments: [line, "PROXY TCP6 2001:db8::1 ::1 1 2\r\n", "PROXY UNKNOWN\r\n"])
    func aListedProxyNamesTheClient(_ header: String) async throws {
        let server = try TestServer(proxies: "loopback")
        let expected =
            ["T4": "192.0.2.1", "T6": "2001:db8::1"][
                header.split(separator: " ")[1].replacing("CP", with: "").description]
            ?? "127.0.0.1"
        let client = try server.client()
        client.send(header + request + request)
        for _ in 0..<2 { #expect(await client.readAnswer().hasSuffix("\r\n\r\n" + expected)) }
        client.send(request)
        #expect(await client.readAnswer().hasSuffix("\r\n\r\n" + expected))
    }

    @Test func theHeaderMayComeByteByByte() async throws {
        let server = try TestServer(proxies: "127.0.0.0/8")
        let client = try server.client()
        for byte in (line + request).utf8 { client.send([byte]) }
        #expect(await client.readAnswer().hasSuffix("192.0.2.1"))
    }

    @Test func theBinaryFormIsRead() async throws {
        let server = try TestServer(proxies: "127.0.0.1")
        let client = try server.client()
        let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10]
        let block: [UInt8] = [0x21, 0x11, 0, 12, 203, 0, 113, 9, 198, 51, 100, 1, 0, 1, 0, 2]
        client.send(signature + block + Array(request.utf8))
        #expect(await client.readAnswer().hasSuffix("203.0.113.9"))
    }

    @Test(arguments: ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PROXY TCP4 1 2 3 4\r\n" + request])
    func fromAListedProxyTheHeaderIsDemanded(_ bytes: String) async throws {
        let server = try TestServer(proxies: "loopback")
        for _ in 0..<3 {
            let client = try server.client()
            client.send(bytes)
            #expect(await client.readToEnd().isEmpty)
        }
        let faults = server.events.filter {
            if case .proxyHeaderRefused(_, "127.0.0.1") = $0 { true } else { false }
        }
        #expect(faults.count == 1, "once in a while is enough")
    }

    @Test func silentHealthChecksAreNoNews() async throws {
        let server = try TestServer(proxies: "loopback")
        for _ in 0..<3 {
            let client = try server.client()
            client.finishSending()
            #expect(await client.readToEnd().isEmpty)
        }
        #expect(server.events.count == 1)
    }

    @Test func fromOthersItIsNoHTTP() async throws {
        let server = try TestServer(proxies: "192.0.2.0/24")
        let client = try server.client()
        client.send(line + request)
        #expect(await client.readToEnd().hasPrefix("HTTP/1.1 400 "))
        let other = try server.client()
        other.send(request)
        #expect(await other.readAnswer().hasSuffix("127.0.0.1"))
    }

    @Test func theClientsConnectionsAreCountedNotTheProxys() async throws {
        var limits = ServerLimits()
        limits.connectionsPerAddress = 1
        limits.limitsPrivateAddresses = true
        let server = try TestServer(limits: limits, proxies: "loopback")
        let first = try server.client()
        first.send(line + request)
        #expect(await first.readAnswer().hasSuffix("192.0.2.1"))
        let second = try server.client()
        second.send(line + request)
        #expect(await second.readToEnd().isEmpty)
        #expect(server.events.contains(.addressLimitReached(address: "192.0.2.1")))
        let other = try server.client()
        other.send("PROXY TCP4 192.0.2.2 198.51.100.1 1 2\r\n" + request)
        #expect(await other.readAnswer().hasSuffix("192.0.2.2"))
        first.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        first.finishSending()
        _ = await first.readToEnd()
        let again = try server.client()
        again.send(line + request)
        #expect(await again.readAnswer().hasSuffix("192.0.2.1"))
    }

    @Test func theHeaderHasTheHeadsTimeHoweverItDrips() {
        var now = MonotonicTime(milliseconds: 0)
        var state = ConnectionState(
            limits: SharedLimits(server: ServerLimits(), request: Limits()), now: now,
            isProxied: true)
        for byte in line.utf8.prefix(9) {
            let step = state.receive([byte].span, remoteAddress: "192.0.2.9", now: now)
            guard case .wait = step else { return #expect(Bool(false)) }
            now.milliseconds += 1000
            let early = state.expire(now: now)
            #expect(early == nil)
        }
        now.milliseconds += 1000
        let late = state.expire(now: now)
        #expect(late == .close)
    }

    @Test func aDrainWaitsForNoHeader() {
        let now = MonotonicTime(milliseconds: 0)
        var state = ConnectionState(
            limits: SharedLimits(server: ServerLimits(), request: Limits()), now: now,
            isProxied: true)
        _ = state.receive([UInt8(ascii: "P")].span, remoteAddress: "192.0.2.9", now: now)
        #expect(state.idleSince == now)
        let closes = state.drain(now: MonotonicTime(milliseconds: 0))
        #expect(closes)
    }
}
