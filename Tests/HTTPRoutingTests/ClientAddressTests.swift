import HTTPRouting
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

/// Who the client is, when proxies say so.
@Suite struct ClientAddressTests {
    private func client(
        _ trust: ProxyTrust?, peer: String = "10.0.0.1", in name: String = "X-Forwarded-For",
        _ lines: [String]
    ) async throws -> String {
        var router = Router()
        if let trust { router.use(clientAddress(trusting: trust)) }
        router.get("/") { request in
            #expect(request.clientIP?.description == request.clientAddress)
            return Response(status: .ok, body: Array(request.clientAddress.utf8))
        }
        var fields = HTTPFields()
        let name = try #require(HTTPField.Name(name))
        for line in lines { fields.append(HTTPField(name: name, value: line)) }
        let answer = await router.respond(
            to: Request(path: "/", headerFields: fields, remoteAddress: peer))
        return String(decoding: answer.body, as: UTF8.self)
    }

    private static let listed = try? AddressList(parsing: ["10.0.0.0/8", "loopback"])

    private func list(_ field: ProxyTrust.Field = .xForwardedFor) throws -> ProxyTrust {
        ProxyTrust(.listed(try #require(Self.listed)), field: field)
    }

    @Test func nobodyIsBelievedUnlessToldSo() async throws {
        #expect(try await client(nil, ["192.0.2.1"]) == "10.0.0.1")
        #expect(try await client(try list(), peer: "192.0.2.9", ["192.0.2.1"]) == "192.0.2.9")
        #expect(try await client(ProxyTrust(.hops(0)), ["192.0.2.1"]) == "10.0.0.1")
    }

    @Test(arguments: [
        (1, ["192.0.2.1"], "192.0.2.1"), (1, ["6.6.6.6, 192.0.2.1"], "192.0.2.1"),
        (2, ["6.6.6.6, 192.0.2.1, 10.0.0.2"], "192.0.2.1"), (2, ["192.0.2.1"], "192.0.2.1"),
        (1, [], "10.0.0.1"), (1, ["6.6.6.6", "192.0.2.1"], "192.0.2.1"),
        (2, ["6.6.6.6", "7.7.7.7, 192.0.2.1", "10.0.0.2"], "192.0.2.1"),
        (1, ["6.6.6.6,, 192.0.2.1, "], "192.0.2.1"), (1, ["", "192.0.2.1", ""], "192.0.2.1"),
    ])
    func countsHopsFromTheRight(_ hops: Int, _ lines: [String], _ expected: String) async throws {
        #expect(try await client(ProxyTrust(.hops(hops)), lines) == expected)
    }

    @Test(arguments: [
        (["192.0.2.1"], "192.0.2.1"), (["6.6.6.6, 192.0.2.1, 10.0.0.2"], "192.0.2.1"),
        (["10.0.0.3, 10.0.0.2"], "10.0.0.3"), (["6.6.6.6", "192.0.2.1, 127.0.0.1"], "192.0.2.1"),
        (["6.6.6.6, 192.0.2.1,10.0.0.2\t,\t::ffff:10.0.0.3"], "192.0.2.1"),
        (["192.0.2.1:4711"], "192.0.2.1"), (["2001:db8::1"], "2001:db8::1"),
        (["[2001:db8::1]"], "2001:db8::1"), (["[2001:db8::1]:4711"], "2001:db8::1"),
        (["::ffff:192.0.2.1"], "192.0.2.1"),
    ])
    func walksWhileItIsAProxys(_ lines: [String], _ expected: String) async throws {
        #expect(try await client(try list(), lines) == expected)
    }

    /// The last good address is then the client: the one that passed on the bad entry.
    @Test(arguments: [
        "unknown", "_hidden", "192.0.2", "192.0.2.1.", "192.0.2.1:", "192.0.2.1:123456",
        "192.0.2.1:x",
        "[192.0.2.1]", "[2001:db8::1", "2001:db8::1]", "[2001:db8::1]80", "\"192.0.2.1\"",
        "for=192.0.2.1",
        "192.0.2.1 10.0.0.1", "192.0.2.1;10.0.0.1", "localhost", "01.2.3.4", "é",
        String(repeating: "1", count: 513),
    ])
    func stopsAtWhatIsNoAddress(_ element: String) async throws {
        let lines = ["6.6.6.6, \(element), 10.0.0.2"]
        #expect(try await client(try list(), lines) == "10.0.0.2")
        #expect(try await client(ProxyTrust(.hops(3)), lines) == "10.0.0.2")
    }

    @Test(arguments: [
        (["for=192.0.2.1"], "192.0.2.1"), (["For=\"192.0.2.1:47011\";proto=https"], "192.0.2.1"),
        (["by=10.0.0.9;FOR=\"[2001:db8:cafe::17]:4711\""], "2001:db8:cafe::17"),
        (["for=6.6.6.6, for=192.0.2.1;host=\"a,b;for=7.7.7.7\""], "192.0.2.1"),
        (["for=6.6.6.6", "for=192.0.2.1, for=10.0.0.2"], "192.0.2.1"),
        (["for=192.0.2.1; proto=http ,for=\"[::ffff:10.0.0.3]:_x\""], "192.0.2.1"),
        // What the client left open can't swallow what the proxy appended.
        (["for=\", for=192.0.2.1"], "192.0.2.1"), (["for=\"\\, for=192.0.2.1"], "192.0.2.1"),
        ([", for=192.0.2.1"], "192.0.2.1"),
    ])
    func readsForwarded(_ lines: [String], _ expected: String) async throws {
        #expect(try await client(try list(.forwarded), in: "Forwarded", lines) == expected)
    }

    @Test(arguments: [
        "for=unknown", "for=_hidden", "for=\"_hidden:80\"", "for", "=192.0.2.1", "192.0.2.1",
        "for=2001:db8::1", "for=\"2001:db8::1\"", "for=192.0.2.1:80", "for=192.0.2.1;for=192.0.2.1",
        "for=\"192.0.2.1", "for=192.0.2.1\"", "for=\"192.0.2\\.1\"", "for =192.0.2.1",
        "proto=https",
        "for='192.0.2.1'", "for=\"192.0.2.1\"x",
    ])
    func stopsAtWhatForwardedIsNot(_ element: String) async throws {
        let lines = ["for=6.6.6.6, \(element), for=10.0.0.2"]
        #expect(try await client(try list(.forwarded), in: "Forwarded", lines) == "10.0.0.2")
    }

    @Test func theOtherFieldIsNotLookedAt() async throws {
        #expect(try await client(try list(), in: "Forwarded", ["for=6.6.6.6"]) == "10.0.0.1")
        #expect(
            try await client(try list(.forwarded), in: "X-Forwarded-For", ["6.6.6.6"]) == "10.0.0.1"
        )
    }

    @Test func theWorkIsBounded() async throws {
        let flood = String(repeating: "10.0.0.3,", count: 1500)
        #expect(try await client(try list(), ["192.0.2.1, " + flood]) == "10.0.0.3")
        #expect(try await client(try list(), [String(repeating: ",", count: 15_000)]) == "10.0.0.1")
    }

    @Test func theAccessLogShowsTheClient() async throws {
        let seen = Mutex<[String]>([])
        var router = Router()
        router.use(clientAddress(trusting: ProxyTrust(.hops(1))))
        router.use(accessLog { entry in seen.withLock { $0.append(entry.remoteAddress) } })
        router.get("/") { _ in Response(status: .ok) }
        var fields = HTTPFields()
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = "192.0.2.1"
        _ = await router.respond(
            to: Request(path: "/", headerFields: fields, remoteAddress: "10.0.0.1"))
        #expect(seen.withLock { $0 } == ["192.0.2.1"])
    }
}
