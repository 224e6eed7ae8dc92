public import HTTPTypes
import HTTPWire

/// Which pages of other origins may call this API (the Fetch standard's CORS protocol).
public struct CORSPolicy: Sendable {
    public enum Origins: Sendable, Equatable {
        /// `*`: every page, and never with credentials.
        case any
        /// Exactly these, e.g. `https://app.example.com`; compared byte by byte.
        case listed(Set<String>)
    }

    public var origins: Origins
    public var methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
    public var headers = ["Authorization", "Content-Type", "X-Request-Id", "X-Session-Mode"]
    /// What scripts may read of an answer beside the few fields that they always may.
    public var exposed = [
        "X-Request-Id", "Retry-After", "WWW-Authenticate", "RateLimit", "RateLimit-Policy",
    ]
    /// In seconds.
    public var maxAge = RoutingLimits.preflightMaxAge
    /// Cookies. Only for listed origins: with `*` it has no effect.
    public var allowsCredentials = false

    public init(origins: Origins) {
        self.origins = origins
    }

    /// What to answer in Access-Control-Allow-Origin. `null` is every sandboxed page's name, so it
    /// is nobody's.
    func allowed(_ origin: String?) -> String? {
        guard let origin, origin != "null" else { return nil }
        switch origins {
        case .any: return "*"
        case .listed(let list): return list.contains(origin) ? origin : nil
        }
    }

    var sendsCredentials: Bool { allowsCredentials && origins != .any }
}

/// Answers preflights and marks answers for the pages of the policy. Outside of `onError`, so that
/// scripts can read errors too.
///
/// - Parameter paths: what proxies ask, and no page: a preflight's answer there would look to a proxy
///   like leave to let the request through.
public func cors(_ policy: CORSPolicy, exceptPreflightsOf paths: Set<String> = []) -> Middleware {
    let marks = CORSMarks(policy)
    return Middleware(
        before: { request in
            guard let origin = policy.allowed(request[.origin]), isPreflight(request),
                !paths.contains(request.path)
            else { return nil }
            return marks.preflight(origin)
        },
        after: { request, response in
            marks.add(policy.allowed(request[.origin]), to: &response, isPreflight(request))
        })
}

/// A refused preflight is a refusal: it must not look like leave.
private func isPreflight(_ request: Request) -> Bool {
    request.method == .options && request[.accessControlRequestMethod] != nil
        && request[RefusedRequest.self] == nil
}

/// The fields of a policy, rendered once.
private struct CORSMarks: Sendable {
    private let methods: String
    private let headers: String
    private let exposed: String
    private let maxAge: String
    private let varies: Bool
    private let sendsCredentials: Bool

    init(_ policy: CORSPolicy) {
        methods = policy.methods.map(\.rawValue).joined(separator: ", ")
        headers = policy.headers.joined(separator: ", ")
        exposed = policy.exposed.joined(separator: ", ")
        maxAge = String(policy.maxAge)
        varies = policy.origins != .any
        sendsCredentials = policy.sendsCredentials
    }

    func preflight(_ origin: String) -> Response {
        var response = Response(status: .noContent)
        response[.accessControlAllowMethods] = methods
        response[.accessControlAllowHeaders] = headers
        response[.accessControlMaxAge] = maxAge
        add(origin, to: &response, true)
        return response
    }

    func add(_ origin: String?, to response: inout Response, _ isPreflight: Bool) {
        // Caches must not hand one origin's answer to another.
        if varies { response.append(.vary, value: "Origin") }
        guard let origin else { return }
        response[.accessControlAllowOrigin] = origin
        if sendsCredentials { response[.accessControlAllowCredentials] = "true" }
        if !isPreflight { response[.accessControlExposeHeaders] = exposed }
    }
}
