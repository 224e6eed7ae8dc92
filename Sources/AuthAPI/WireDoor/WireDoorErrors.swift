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
        guard let refusal = error as? CognitoError else {
            return boundary.respond(error, request)
        }
        let body = (try? CognitoWire.encode(ErrorBody(refusal))) ?? []
        var response = Response(
            status: .init(code: refusal.wireStatus), contentType: CognitoWire.contentType,
            body: body)
        response[.amazonErrorType] = refusal.code.rawValue + ":"
        if Self.fitsAHeader(refusal.message) { response[.amazonErrorMessage] = refusal.message }
        return response
    }

    /// A text may repeat what was sent; the body has it all.
    private static func fitsAHeader(_ text: String) -> Bool {
        text.utf8.count <= AuthLimits.errorHeaderBytes && text.utf8.allSatisfy { $0 < 0x80 }
    }
}
