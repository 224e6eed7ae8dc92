import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// Refusals in Cognito's own form: `__type` and `message`, and the headers that browsers read.
package struct WireDoorErrors: Sendable {
    private let boundary: ErrorBoundary

    /// - Parameter boundary: answers what has no Cognito form: HTTP's own refusals, and surprises.
    package init(boundary: ErrorBoundary) {
        self.boundary = boundary
    }

    package func respond(_ error: any Error, _ request: Request) -> Response {
        if let refusal = error as? CognitoError {
            return Self.answer(
                refusal.code.rawValue, refusal.message, status: .named(refusal.wireStatus))
        }
        let answer = boundary.respond(error, request)
        guard error as? Refusal == .bodyTooLarge else { return answer }
        // Common to AWS's services, in no service's own model.
        return Self.answer(
            "RequestEntityTooLargeException", Refusal.bodyTooLarge.sentence, status: answer.status)
    }

    private static func answer(
        _ type: String, _ message: String, status: HTTPResponse.Status
    ) -> Response {
        let body = (try? CognitoWire.encode(ErrorBody(type: type, message: message))) ?? []
        var response = Response(status: status, contentType: CognitoWire.contentType, body: body)
        response[.amazonErrorType] = type + ":"
        if fitsAHeader(message) { response[.amazonErrorMessage] = message }
        return response
    }

    /// A text may repeat what was sent; the body has it all.
    private static func fitsAHeader(_ text: String) -> Bool {
        text.utf8.count <= AuthLimits.errorHeaderBytes && text.utf8.allSatisfy { $0 < 0x80 }
    }
}
