import HTTPRouting
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

private func run(_ middleware: Middleware, _ request: Request) async -> Response {
    var router = Router()
    router.use(middleware)
    router.onError { error, _ in
        Response(status: (error as? RoutingError)?.status ?? .internalServerError)
    }
    router.post("/") { request in Response(status: .ok, body: request.body) }
    router.get("/") { request in
        Response(status: .ok, body: Array((request.requestID ?? "").utf8))
    }
    return await router.respond(to: request)
}

@Suite struct RequestIDTests {
    @Test(arguments: ["a", "0af7651916cd43dd8448eb211c80319c", "A.b_c-1"])
    func takesASaneOne(_ id: String) async {
        let request = Request(path: "/", headerFields: [.xRequestID: id])
        let response = await run(requestID { "new" }, request)
        #expect(response[.xRequestID] == id)
        #expect(response.body == Array(id.utf8))
    }

    @Test(arguments: ["", "a b", "a\"b", "{}", "\u{e9}", String(repeating: "a", count: 65)])
    func replacesAnyOther(_ id: String) async {
        let request = Request(path: "/", headerFields: [.xRequestID: id])
        #expect(await run(requestID { "new" }, request)[.xRequestID] == "new")
    }
}

@Suite struct AccessLogTests {
    @Test func holdsNoQueryAndCountsByItsClock() async {
        let entries = Mutex<[AccessLogEntry]>([])
        let start = ContinuousClock.now
        let ticks = Mutex(0)
        let log = accessLog(
            now: {
                ticks.withLock {
                    $0 += 1
                    return start + .microseconds($0 * 250)
                }
            },
            sink: { entry in entries.withLock { $0.append(entry) } })
        let request = Request(path: "/", query: "code=secret", remoteAddress: "192.0.2.7")
        _ = await run(log, request)
        let entry = entries.withLock { $0.first }
        #expect(
            entry
                == AccessLogEntry(
                    method: .get, path: "/", status: 200, microseconds: 250, bytes: 0,
                    requestID: nil, remoteAddress: "192.0.2.7"))
        #expect(!String(describing: entry).contains("secret"))
    }

    @Test func countsTheBytesThatAreSent() async {
        let sizes = Mutex<[Int]>([])
        let log = accessLog { entry in sizes.withLock { $0.append(entry.bytes) } }
        var router = Router()
        router.use(log)
        for status in [200, 204, 205, 304] {
            router.get("/\(status)") { _ in
                Response(status: .init(code: status), body: [1, 2, 3])
            }
        }
        for path in ["/200", "/204", "/205", "/304"] {
            _ = await router.respond(to: Request(path: path))
        }
        _ = await router.respond(to: Request(method: .head, path: "/200"))
        #expect(sizes.withLock { $0 } == [3, 0, 0, 0, 0])
    }

    @Test func seesErrorsThatNobodyTook() async {
        let statuses = Mutex<[Int]>([])
        var router = Router()
        router.use(accessLog { entry in statuses.withLock { $0.append(entry.status) } })
        _ = await router.respond(to: Request(path: "/none"))
        #expect(statuses.withLock { $0 } == [404])
    }
}

@Suite struct SecurityHeadersTests {
    @Test func setsThemAndKeepsTheHandlersOwn() async {
        let response = await run(securityHeaders(), Request(path: "/"))
        #expect(response[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        #expect(response[.xContentTypeOptions] == "nosniff")
        #expect(response[.strictTransportSecurity]?.hasPrefix("max-age=31536000") == true)
        #expect(response.headerFields.allSatisfy { $0.name.canonicalName != "x-powered-by" })
        var router = Router()
        router.use(securityHeaders())
        router.get("/") { _ in
            var response = Response(status: .ok)
            response[.contentSecurityPolicy] = "default-src 'self'"
            return response
        }
        let own = await router.respond(to: Request(path: "/"))
        #expect(own.values(.contentSecurityPolicy) == ["default-src 'self'"])
    }
}

@Suite struct CORSTests {
    private let listed = CORSPolicy(origins: .listed(["https://app.example.com"]))

    private func request(
        _ origin: String, method: HTTPRequest.Method = .get, wants: String? = nil,
        path: String = "/"
    ) -> Request {
        var fields: HTTPFields = [.origin: origin]
        fields[.accessControlRequestMethod] = wants
        return Request(method: method, path: path, headerFields: fields)
    }

    /// Leave for a request that was refused would be leave for nothing, under a wrong status.
    @Test func refusedPreflightIsARefusalWithTheHeadersOfOne() async {
        var router = Router()
        router.use(requestID { "new" }, cors(listed))
        router.onError { error, _ in
            Response(status: (error as? Refusal)?.status ?? .internalServerError)
        }
        router.use(RefusedRequest.gate)
        let preflight = request("https://app.example.com", method: .options, wants: "POST")
        let response = await RefusedRequest.answer(.tooManyFields, to: preflight, through: router)
        #expect(response.status == .requestHeaderFieldsTooLarge)
        #expect(response[.accessControlAllowOrigin] == "https://app.example.com")
        #expect(response[.xRequestID] == "new")
        let unread = await RefusedRequest.answer(
            .malformedTarget, to: .unread(from: "192.0.2.1"), through: router)
        #expect(unread.status == .badRequest && unread[.xRequestID] == "new")
    }

    @Test func listedOriginMayReadErrorsToo() async {
        for path in ["/", "/missing"] {
            let response = await run(cors(listed), request("https://app.example.com", path: path))
            #expect(response[.accessControlAllowOrigin] == "https://app.example.com")
            #expect(response[.accessControlExposeHeaders]?.contains("X-Request-Id") == true)
            #expect(response.values(.vary) == ["Origin"])
            #expect(response[.accessControlAllowCredentials] == nil)
        }
    }

    @Test(arguments: [
        "null", "https://app.example.com.evil.example", "https://APP.example.com",
        "http://app.example.com", "https://evil.example",
    ])
    func anyOtherOriginMayNot(_ origin: String) async {
        var policy = listed
        policy.allowsCredentials = true
        for wants in [nil, "POST"] {
            let method: HTTPRequest.Method = wants == nil ? .get : .options
            let response = await run(cors(policy), request(origin, method: method, wants: wants))
            #expect(response[.accessControlAllowOrigin] == nil)
            #expect(response[.accessControlAllowMethods] == nil)
            #expect(response[.accessControlAllowCredentials] == nil)
            #expect(response[.vary] == "Origin")
        }
    }

    @Test func preflight() async {
        let response = await run(
            cors(listed), request("https://app.example.com", method: .options, wants: "POST"))
        #expect(response.status == .noContent)
        #expect(response[.accessControlAllowMethods]?.contains("POST") == true)
        #expect(response[.accessControlAllowHeaders]?.contains("Authorization") == true)
        #expect(response[.accessControlMaxAge] == "7200")
    }

    @Test func everyOriginNeverWithCredentials() async {
        var policy = CORSPolicy(origins: .any)
        policy.allowsCredentials = true
        let response = await run(cors(policy), request("https://any.example"))
        #expect(response[.accessControlAllowOrigin] == "*")
        #expect(response[.accessControlAllowCredentials] == nil)
        let sandboxed = await run(cors(policy), request("null"))
        #expect(sandboxed[.accessControlAllowOrigin] == nil)
    }
}

@Suite struct SmallMiddlewareTests {
    @Test func bodyLimitCountsBytes() async {
        let three = Request(method: .post, path: "/", body: [1, 2, 3])
        #expect(await run(bodyLimit(3), three).status == .ok)
        #expect(await run(bodyLimit(2), three).status == .contentTooLarge)
    }

    @Test func noStoreIsSet() async {
        #expect(await run(noStore(), Request(path: "/"))[.cacheControl] == "no-store")
    }
}
