import HTTPRouting
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

/// A layer that waits for some requests and lets the others pass at once.
@Suite struct GateTests {
    private enum Shout: RequestContextKey { typealias Value = String }
    private struct Closed: Error {}

    private func router(_ events: Events = Events()) -> Router {
        var router = Router()
        router.use(
            .after { _, response in
                events.add("outer")
                response.append(.via, value: "outer")
            })
        router.onError { error, _ in
            Response(status: error is Closed ? .forbidden : .internalServerError)
        }
        router.use(
            .gate { request in
                request[Shout.self] = "at once"
                switch request.query {
                case "closed": throw Closed()
                case "late":
                    return { request in
                        var request = request
                        request[Shout.self] = "late"
                        return request
                    }
                case "late-closed": return { _ in throw Closed() }
                default: return nil
                }
            }, .after { _, response in response.append(.via, value: "inner") })
        let show: ImmediateHandler = { request in
            Response(status: .ok, body: Array((request[Shout.self] ?? "").utf8))
        }
        router.get("/") { try show($0) }
        router.get("/waits") { request in
            await Task.yield()
            return try show(request)
        }
        return router
    }

    @Test(arguments: ["/", "/waits"], [(nil, "at once"), ("late", "late")] as [(String?, String)])
    func bothWaysLeadThroughEveryLayer(path: String, query: (String?, String)) async {
        let response = await router().respond(to: Request(path: path, query: query.0))
        #expect(String(decoding: response.body, as: UTF8.self) == query.1)
        #expect(response.values(.via) == ["inner", "outer"])
    }

    @Test(arguments: ["closed", "late-closed"])
    func anErrorPassesTheOuterLayers(query: String) async {
        let events = Events()
        let response = await router(events).respond(to: Request(path: "/", query: query))
        #expect(response.status == .forbidden && response.values(.via) == ["outer"])
        #expect(events.all == ["outer"])
    }

    @Test func onlyAWaitCostsATask() {
        for (query, isReady) in [(nil, true), ("closed", true), ("late", false)] {
            var request = Request(path: "/", query: query)
            if case .ready = router().begin(&request) {
                #expect(isReady, "\(query ?? "")")
            } else {
                #expect(!isReady, "\(query ?? "")")
            }
        }
    }
}

private final class Events: Sendable {
    private let events = Mutex<[String]>([])

    var all: [String] { events.withLock { $0 } }

    func add(_ event: String) { events.withLock { $0.append(event) } }
}
