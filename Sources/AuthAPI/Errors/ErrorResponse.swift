import HTTPRouting
import HTTPTypes
import HTTPWire

/// The JSON object of a refusal, and with it the problem details of RFC 9457 for those who ask.
struct RefusalBody: Encodable {
    let message: String
    let code: String
    let requestId: String?
    var errors: [APIError.FieldFault]?
    var retryAfter: Int?
    // RFC 9457 §3.1
    var type: String?
    var title: String?
    var status: Int?
    var detail: String?
    var instance: String?
}

extension APIError {
    /// The answer to `request` that tells this refusal.
    package func response(to request: Request) -> Response {
        if request[BareAnswer.self] != nil { return bareResponse }
        let isProblem = request[.accept]?.contains("application/problem+json") ?? false
        var response = Response.json(
            .named(status), body(for: request, isProblem: isProblem))
        if isProblem { response[.contentType] = "application/problem+json; charset=utf-8" }
        addFields(to: &response)
        return response
    }

    /// The same without a body.
    private var bareResponse: Response {
        var response = Response(status: .named(status))
        addFields(to: &response)
        return response
    }

    private func addFields(to response: inout Response) {
        response[.cacheControl] = "no-store"
        if let retryAfter { response[.retryAfter] = String(retryAfter) }
        if let allow { response[.allow] = allow }
        response[.wwwAuthenticate] = challenge
    }

    private func body(for request: Request, isProblem: Bool) -> RefusalBody {
        var body = RefusalBody(
            message: message, code: code.rawValue, requestId: request.requestID,
            errors: fieldFaults.isEmpty ? nil : fieldFaults, retryAfter: retryAfter)
        if isProblem {
            body.type = "/errors/\(code.rawValue)"
            body.title = code.message
            body.status = status
            body.detail = message
            body.instance = request.path
        }
        return body
    }

    /// RFC 6750 §3: on every 401, without `error` where no token was sent, and on a 403 that a better
    /// token would cure.
    private var challenge: String? {
        let realm = #"Bearer realm="gatehouse""#
        return switch code {
        case .invalidToken, .tokenExpired, .tokenRevoked, .wrongTokenUse, .wrongClient,
            .wrongIssuer:
            realm + #", error="invalid_token", error_description="\#(code.rawValue)""#
        case .insufficientScope, .groupRequired:
            realm + #", error="insufficient_scope", error_description="\#(code.rawValue)""#
        default: status == 401 ? realm : nil
        }
    }
}

/// Marks a request whose refusal is answered without a body, as proxies that ask expect it.
enum BareAnswer: RequestContextKey {
    typealias Value = Bool

    static let mark = Middleware.before { request in
        request[BareAnswer.self] = true
        return nil
    }
}
