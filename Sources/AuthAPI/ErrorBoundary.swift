import HTTPRouting
import HTTPWire

/// A refusal as the log sees it; the cause never holds a secret.
package struct RefusalEvent: Sendable {
    package let code: ErrorCode
    package let status: Int
    package let cause: String?
    package let requestID: String?
    package let path: String
}

/// The one place where errors become answers.
package struct ErrorBoundary: Sendable {
    private let report: @Sendable (RefusalEvent) -> Void

    package init(report: @escaping @Sendable (RefusalEvent) -> Void) {
        self.report = report
    }

    package func respond(_ error: any Error, _ request: Request) -> Response {
        if let limited = error as? LimitedFailure {
            var response = respond(limited.error, request)
            limited.report.write(to: &response)
            return response
        }
        let refusal = APIError(describing: error)
        report(
            RefusalEvent(
                code: refusal.code, status: refusal.status, cause: refusal.cause,
                requestID: request.requestID, path: request.path))
        return refusal.response(to: request)
    }
}
