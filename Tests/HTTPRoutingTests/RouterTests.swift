import HTTPRouting
import HTTPTypes
import HTTPWire
import Testing

private func text(_ text: String) -> Response {
    Response(status: .ok, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
}

private func begin(_ router: Router, _ path: String) -> Answer {
    var request = Request(path: path)
    return router.begin(&request)
}

private func body(_ response: Response) -> String {
    String(decoding: response.body, as: UTF8.self)
}

private func tag(_ name: String) -> Middleware {
    Middleware { request, next in
        var response = try await next(request)
        response.append(.via, value: name)
        return response
    }
}

/// The same as halves.
private func halves(_ name: String) -> Middleware {
    .after { _, response in response.append(.via, value: name) }
}

private func sample() -> Router {
    var router = Router()
    router.onError { error, _ in
        let error = error as? RoutingError
        var response = Response(status: error?.status ?? .internalServerError)
        response[.allow] = error?.allow
        return response
    }
    router.get("/") { _ in text("root") }
    router.get("/health") { _ in text("ok") }
    router.post("/login") { request in text("in") }
    router.get("/sessions/current") { _ in text("current") }
    router.get("/sessions/:id") { request in text(request.parameters["id"] ?? "none") }
    router.delete("/sessions/:id") { request in text("deleted") }
    router.group("/oauth") { group in
        group.get("/start", tag("route")) { _ in text("start") }
        group.use(tag("group"))
        group.get("/") { _ in text("oauth") }
    }
    return router
}

@Suite struct RouterTests {
    @Test(arguments: [
        ("/", "root"), ("/health", "ok"), ("/health/", "ok"), ("/sessions/7", "7"),
        ("/sessions/a b/", "a b"), ("/sessions/current", "current"), ("/oauth/start", "start"),
        ("/oauth", "oauth"), ("/oauth/", "oauth"),
    ])
    func finds(_ path: String, _ expected: String) async {
        let response = await sample().respond(to: Request(path: path))
        #expect(body(response) == expected)
    }

    @Test(arguments: [
        "/Health", "/health//", "//health", "/health;x", "/health\0", "/sessions/", "/sessions",
        "/sessions/7/x", "/health/x", "health", "", "/he\u{301}alth",
    ])
    func findsNoAlias(_ path: String) async {
        let response = await sample().respond(to: Request(path: path))
        #expect(response.status == .notFound)
    }

    @Test func headIsAnsweredByGet() async {
        let response = await sample().respond(to: Request(method: .head, path: "/health"))
        #expect(response.status == .ok)
    }

    /// RFC 9110 §15.5.6
    @Test func wrongMethodNamesTheRightOnes() async {
        let response = await sample().respond(to: Request(method: .put, path: "/sessions/7"))
        #expect(response.status == .methodNotAllowed)
        #expect(response[.allow] == "GET, HEAD, DELETE, OPTIONS")
    }

    @Test func optionsAnswersAllow() async {
        let response = await sample().respond(to: Request(method: .options, path: "/login"))
        #expect(response.status == .noContent)
        #expect(response[.allow] == "POST, OPTIONS")
        let all = await sample().respond(to: Request(method: .options, path: "*"))
        #expect(all.status == .noContent)
    }

    /// RFC 9110 §15.6.2; methods are case-sensitive (§9.1).
    @Test(arguments: ["TRACE", "CONNECT", "FROBNICATE", "get"])
    func unknownMethodIsNotImplemented(_ method: String) async throws {
        let method = try #require(HTTPRequest.Method(method))
        let response = await sample().respond(to: Request(method: method, path: "/health"))
        #expect(response.status == .notImplemented)
    }

    @Test func layersAreAnOnion() async {
        var router = Router()
        router.use(tag("outer"))
        router.onError { _, _ in Response(status: .badRequest) }
        router.use(tag("inner"))
        router.get("/a", tag("route")) { _ in text("a") }
        let found = await router.respond(to: Request(path: "/a"))
        #expect(found.values(.via) == ["route", "inner", "outer"])
        // The error passes the inner layer as an error and the outer one as an answer.
        let missing = await router.respond(to: Request(path: "/b"))
        #expect(missing.status == .badRequest)
        #expect(missing.values(.via) == ["outer"])
    }

    /// Whatever is waited for where, the layers stand in the same order.
    @Test(arguments: [[0, 0, 0], [1, 1, 1], [0, 1, 0], [1, 0, 1], [0, 0, 1], [1, 0, 0]])
    func halvesAndClosuresAreOneOnion(_ forms: [Int]) async {
        let layer = { (index: Int) in
            let name = ["outer", "inner", "route"][index]
            return forms[index] == 0 ? halves(name) : tag(name)
        }
        var router = Router()
        router.use(layer(0))
        router.onError { error, _ in Response(status: .badRequest) }
        router.use(layer(1))
        router.get("/now", layer(2)) { _ in text("now") }
        router.get("/later", layer(2), halves("own")) { _ in
            await Task.yield()
            return text("later")
        }
        router.get("/fault", layer(2)) { _ in throw RoutingError.invalidJSON }
        let now = await router.respond(to: Request(path: "/now"))
        #expect(now.values(.via) == ["route", "inner", "outer"])
        let later = await router.respond(to: Request(path: "/later"))
        #expect(later.values(.via) == ["own", "route", "inner", "outer"])
        let fault = await router.respond(to: Request(path: "/fault"))
        #expect(fault.status == .badRequest)
        #expect(fault.values(.via) == ["outer"])
    }

    @Test func whatNeverWaitsIsAnsweredAtOnce() throws {
        var router = Router()
        router.use(requestID { "1" }, accessLog { _ in }, securityHeaders(), bodyLimit(1))
        router.get("/now") { _ in text("now") }
        router.get("/later") { _ in
            await Task.yield()
            return text("later")
        }
        guard case .ready(let response) = begin(router, "/now") else {
            return #expect(Bool(false))
        }
        #expect(body(response) == "now")
        guard case .later = begin(router, "/later") else {
            return #expect(Bool(false))
        }
        guard case .ready(let missing) = begin(router, "/none") else {
            return #expect(Bool(false))
        }
        #expect(missing.status == .notFound)
    }

    @Test func aLayerMayAnswerInTheHandlersPlace() async {
        var router = Router()
        router.use(halves("outer"))
        router.use(
            Middleware(
                before: { $0.path == "/closed" ? Response(status: .forbidden) : nil },
                after: { _, response in response.append(.via, value: "own") }))
        router.get("/closed", halves("inner")) { _ in text("never") }
        let closed = await router.respond(to: Request(path: "/closed"))
        #expect(closed.status == .forbidden)
        #expect(closed.values(.via) == ["outer"])
    }

    @Test func groupsLayersHoldForAllItsRoutes() async {
        let response = await sample().respond(to: Request(path: "/oauth/start"))
        #expect(response.values(.via) == ["route", "group"])
    }

    @Test func withoutOnErrorThereIsStillAnAnswer() async {
        struct Fault: Error {}
        var router = Router()
        router.get("/fault") { _ in throw Fault() }
        #expect(await router.respond(to: Request(path: "/fault")).status == .internalServerError)
        let wrong = await router.respond(to: Request(method: .post, path: "/fault"))
        #expect(wrong[.allow] == "GET, HEAD, OPTIONS")
        router.use(RefusedRequest.gate)
        let refused = await RefusedRequest.answer(
            .tooManyFields, to: .unread(from: "192.0.2.1"), through: router)
        #expect(refused.status == .requestHeaderFieldsTooLarge)
    }
}
