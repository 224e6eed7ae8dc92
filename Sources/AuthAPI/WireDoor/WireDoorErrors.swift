import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// Refusals in Cognito's own form: `__type` and `message`, and the headers that browsers read.
package struct WireDoorErrors: Sendable {
    package init() {}

    package func respond(_ error: any Error, _ request: Request) -> Response {
        guard let refusal = error as? CognitoError else { return plain(error, request) }
        let body = (try? CognitoWire.encode(ErrorBody(refusal))) ?? []
        var response = Response(
            status: .init(code: refusal.wireStatus), contentType: CognitoWire.contentType,
            body: body)
        response[.amazonErrorType] = refusal.code.rawValue + ":"
        response[.amazonErrorMessage] = refusal.message
        return response
    }

    /// HTTP's own refusals (404, 405, 413 …) have no Cognito form.
    private func plain(_ error: any Error, _ request: Request) -> Response {
        APIError(describing: error).response(to: request)
    }
}

/// The headers that every answer of Cognito carries, for SDKs and for browsers.
package enum WireDoorHeaders {
    private static let exposed = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"
    /// Seconds a browser may remember a preflight.
    private static let preflightLife = "172800"

    package static let add = Middleware(
        before: { request in isPreflight(request) ? preflight(request) : nil },
        after: { request, response in mark(&response, request) })

    private static func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request[.accessControlRequestMethod] != nil
    }

    private static func mark(_ response: inout Response, _ request: Request) {
        response[.amazonRequestID] = request.requestID
        response[.accessControlAllowOrigin] = "*"
        response[.accessControlExposeHeaders] = exposed
    }

    private static func preflight(_ request: Request) -> Response {
        var response = Response(status: .ok)
        mark(&response, request)
        response[.accessControlAllowMethods] = "GET, POST"
        response[.accessControlAllowHeaders] = request[.accessControlRequestHeaders]
        response[.accessControlMaxAge] = preflightLife
        return response
    }
}
