import HTTPServer
import HTTPTypes
import HTTPWire
import Synchronization

/// A gate that handlers wait at until the test opens it.
actor Gate {
    private var isOpen = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var arrivals: [CheckedContinuation<Void, Never>] = []

    func pass() async {
        guard !isOpen else { return }
        await withCheckedContinuation { waiter in
            waiters.append(waiter)
            for arrival in arrivals { arrival.resume() }
            arrivals = []
        }
    }

    /// Returns once `count` handlers wait.
    func somebodyWaits(_ count: Int = 1) async {
        while waiters.count < count {
            await withCheckedContinuation { arrivals.append($0) }
        }
    }

    func open() {
        isOpen = true
        for waiter in waiters { waiter.resume() }
        waiters = []
    }
}

/// What the tests ask for: `/echo`, `/gate`, `/large`, `/forever`, `/split`; any other path says
/// itself.
struct TestResponder: Responder {
    let gate = Gate()
    /// Large enough that no socket buffer takes it at once.
    static let largeBody = [UInt8](repeating: 0x78, count: 24 * 1024 * 1024)

    func respond(to request: Request) async -> Response {
        switch request.path {
        case "/echo": return Response(status: .ok, body: request.body)
        case "/gate":
            await gate.pass()
            return Response(status: .ok, body: Array("opened".utf8))
        case "/yield":
            await Task.yield()
            return Response(status: .ok, body: Array((request.query ?? "").utf8))
        case "/large": return Response(status: .ok, body: Self.largeBody)
        case "/forever":
            try? await Task.sleep(for: .seconds(3600))
            return Response(status: .ok)
        case "/address": return Response(status: .ok, body: Array(request.remoteAddress.utf8))
        default: return Response(status: .ok, body: Array((request.query ?? request.path).utf8))
        }
    }
}

/// A server on a free port, with what it reported.
final class TestServer: Sendable {
    let server: Server
    let port: Int
    let responder = TestResponder()
    private let seen: EventLog

    init(
        host: String = "127.0.0.1", port: Int = 0, sharesPort: Bool = false, workers: Int = 1,
        limits: ServerLimits = ServerLimits(), proxies: String? = nil
    ) throws {
        let log = EventLog()
        seen = log
        var configuration = ServerConfiguration(
            host: host, port: port, workers: workers, limits: limits)
        configuration.sharesPort = sharesPort
        if let proxies { configuration.proxyProtocol = try AddressList(parsing: [proxies]) }
        server = Server(
            configuration: configuration, responder: responder,
            refused: { refusal, request in
                var response = Response(
                    status: refusal.status,
                    body: Array("\(refusal) \(request.path.isEmpty ? "-" : request.path)".utf8))
                response[.server] = "refused"
                return response
            },
            events: { log.add($0) })
        self.port = try server.start()
    }

    var events: [ServerEvent] { seen.all }

    func client() throws -> TestClient {
        guard let client = TestClient(port: port) else { throw NoConnection() }
        return client
    }

    /// Returns once a matching event has been reported.
    func reported(_ matches: @escaping @Sendable (ServerEvent) -> Bool) async {
        await seen.first(matches)
    }

    struct NoConnection: Error {}
}

final class EventLog: Sendable {
    private struct Waiter {
        var matches: @Sendable (ServerEvent) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var events: [ServerEvent] = []
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    var all: [ServerEvent] { state.withLock { $0.events } }

    func add(_ event: ServerEvent) {
        let met = state.withLock { state in
            state.events.append(event)
            let met = state.waiters.filter { $0.matches(event) }
            state.waiters.removeAll { $0.matches(event) }
            return met
        }
        for waiter in met { waiter.continuation.resume() }
    }

    func first(_ matches: @escaping @Sendable (ServerEvent) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.events.contains(where: matches) { return true }
                state.waiters.append(Waiter(matches: matches, continuation: continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
