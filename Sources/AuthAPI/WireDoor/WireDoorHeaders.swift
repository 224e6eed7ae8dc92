import HTTPRouting
import HTTPTypes
import HTTPWire

/// The headers that every answer of Cognito carries, for SDKs and for browsers.
///
/// Browsers of any origin may call the operations and read the keys, as at Amazon. The inbox
/// and the hooks for tests are nobody's but the developer's: they never carry them.
package enum WireDoorHeaders {
    private static let exposed = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"

    package static let add = Middleware(
        before: { request in isPreflight(request) ? preflight(request) : nil },
        after: { request, response in mark(&response, request) })

    private static func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request[.accessControlRequestMethod] != nil
            && isOpen(request) && request[RefusedRequest.self] == nil
    }

    private static func isOpen(_ request: Request) -> Bool {
        request.path != InboxRoute.path && !TestHooks.paths.contains(request.path)
    }

    private static func mark(_ response: inout Response, _ request: Request) {
        response[.amazonRequestID] = request.requestID.map(uuid)
        guard isOpen(request) else { return }
        response[.accessControlAllowOrigin] = "*"
        response[.accessControlExposeHeaders] = exposed
    }

    /// Our own ids in the form of a UUID, as Amazon's are; those from outside as they came.
    private static func uuid(_ id: String) -> String {
        guard id.utf8.count == 32, id.allSatisfy(\.isHexDigit) else { return id }
        var rest = id[...]
        return [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }.joined(separator: "-")
    }

    private static func preflight(_ request: Request) -> Response {
        var response = Response(status: .ok)
        mark(&response, request)
        response[.accessControlAllowMethods] = "GET, POST"
        response[.accessControlAllowHeaders] = request[.accessControlRequestHeaders]
        response[.accessControlMaxAge] = String(AuthLimits.preflightLife)
        return response
    }
}
