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
        let isProblem = request[.accept]?.contains("application/problem+json") ?? false
        var response = Response.json(
            .named(status), body(for: request, isProblem: isProblem))
        if isProblem { response[.contentType] = "application/problem+json; charset=utf-8" }
        response[.cacheControl] = "no-store"
        if let retryAfter { response[.retryAfter] = String(retryAfter) }
        if let allow { response[.allow] = allow }
        if status == 401 { response[.wwwAuthenticate] = challenge }
        return response
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

    /// RFC 6750 §3: no `error` where no token was sent.
    private var challenge: String {
        let realm = #"Bearer realm="gatehouse""#
        return switch code {
        case .invalidToken, .tokenExpired, .tokenRevoked, .wrongTokenUse, .wrongClient,
            .wrongIssuer:
            realm + #", error="invalid_token", error_description="\#(code.rawValue)""#
        default: realm
        }
    }
}
