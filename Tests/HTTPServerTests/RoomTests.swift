import HTTPWire
import Synchronization
import Testing

@testable import HTTPServer

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

private let request = "GET /?x HTTP/1.1\r\nHost: a\r\n\r\n"

/// A listener and a worker whose accept fails as it is told, once for each error.
private final class Scripted: Sendable {
    let listener: Listener
    let calls = Mutex(0)
    let errors: Mutex<[Int32]>
    let events = EventLog()

    init(_ limits: ServerLimits, failing errors: [Int32] = []) throws {
        self.errors = Mutex(errors)
        let configuration = ServerConfiguration(port: 0, workers: 1, limits: limits)
        let server = Server(
            configuration: configuration, responder: TestResponder(),
            refused: { refusal, _ in Response(status: refusal.status) }, events: { _ in })
        let admission = Admission(configuration, report: { _ in })
        let script = Mutex<(@Sendable () -> Int32?)?>(nil)
        let loop = try EventLoop(label: "worker")
        let listener = Listener(
            try ListeningSocket(configuration), on: loop, admission: admission, limits: limits,
            report: { [events] in events.add($0) },
            accept: { descriptor, address, length in
                if let code = script.withLock({ $0 })?() { return .failed(code) }
                return SystemCalls.accept(descriptor, address, length)
            })
        self.listener = listener
        script.withLock { $0 = { [weak self] in self?.next() } }
        let worker = Worker(on: loop, of: 1, server: server, admission: admission) {
            [weak listener] in listener?.connectionClosed()
        }
        worker.start()
        try listener.start([worker])
    }

    deinit { listener.stop {} }

    private func next() -> Int32? {
        calls.withLock { $0 += 1 }
        return errors.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    func fail(_ code: Int32) { errors.withLock { $0.append(code) } }

    func client() throws -> TestClient { try #require(TestClient(port: listener.socket.port)) }
}

/// Accepting while there is no room.
@Suite(.timeLimit(.minutes(2))) struct RoomTests {
    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.acceptPause = .milliseconds(20)
        return limits
    }

    @Test(arguments: [
        [EMFILE, EMFILE, EMFILE], [ENFILE], [ENOBUFS, ENOMEM], [ECONNABORTED, EPROTO, EINTR],
        [ECONNABORTED, EMFILE, ECONNABORTED],
    ])
    func acceptingOutlivesEveryErrorWithoutSpinning(_ errors: [Int32]) async throws {
        let scripted = try Scripted(limits, failing: errors)
        let client = try scripted.client()
        client.send(request)
        #expect(await client.readAnswer().hasSuffix("x"))
        // Each error, the client, and what ends a batch.
        #expect(scripted.calls.withLock { $0 } <= 2 * errors.count + 2)
    }

    @Test func idleConnectionsGiveTheirDescriptorsToWaitingClients() async throws {
        var limits = limits
        // Nothing but a descriptor that becomes free ends this pause.
        limits.acceptPause = .seconds(3600)
        let scripted = try Scripted(limits)
        let idle = try scripted.client()
        idle.send(request)
        #expect(await idle.readAnswer().hasSuffix("x"))
        scripted.fail(EMFILE)
        let new = try scripted.client()
        new.send(request)
        #expect(await new.readAnswer().hasSuffix("x"))
        #expect(await idle.readToEnd().isEmpty)
        await scripted.events.first { $0 == .connectionsShed(1) }
        #expect(scripted.events.all.contains(.acceptPaused(.system(errno: EMFILE))))
    }

    @Test func whatWasShedIsToldOfOnceInAWhileAsASum() async throws {
        var limits = limits
        limits.connections = 2
        limits.pauseReports = .seconds(3600)
        let server = try TestServer(limits: limits)
        var clients: [TestClient] = []
        for _ in 0..<6 {
            let client = try server.client()
            client.send(request)
            #expect(await client.readAnswer().hasSuffix("x"))
            clients.append(client)
        }
        await server.server.stop(grace: .seconds(5))
        let counts = server.events.compactMap { event in
            if case .connectionsShed(let count) = event { count } else { nil }
        }
        // The first at once and the rest together, however often a slow machine had to look for room.
        #expect(counts.count == 2 && counts.first == 1)
        #expect(counts.reduce(0, +) >= 4)
    }

    @Test func sumsAreToldAtTheEndOfTheirInterval() {
        var reports = SummedReports(interval: .seconds(10))
        let steps = [
            reports.add(0, now: MonotonicTime(milliseconds: 1000)),
            reports.add(3, now: MonotonicTime(milliseconds: 1000)),
            reports.add(4, now: MonotonicTime(milliseconds: 2000)),
            reports.add(5, now: MonotonicTime(milliseconds: 3000)),
            reports.elapsed(now: MonotonicTime(milliseconds: 11_000)),
            reports.add(1, now: MonotonicTime(milliseconds: 20_999)),
            reports.elapsed(now: MonotonicTime(milliseconds: 21_000)),
            reports.add(2, now: MonotonicTime(milliseconds: 60_000)),
        ]
        #expect(
            steps == [
                .nothing, .report(3), .wait(milliseconds: 9000), .nothing, .report(9),
                .wait(milliseconds: 1), .report(1), .report(2),
            ])
        #expect(reports.rest() == 0)
    }
}
