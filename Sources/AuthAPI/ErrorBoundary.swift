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
        let refusal = APIError(describing: error)
        report(
            RefusalEvent(
                code: refusal.code, status: refusal.status, cause: refusal.cause,
                requestID: request.requestID, path: request.path))
        return refusal.response(to: request)
    }
}

/// Requests that the server refused before the chain saw them take the chain all the same, so that
/// their answers carry the same headers.
package enum RefusedRequest: RequestContextKey {
    package typealias Value = Refusal

    /// The innermost link of the outer chain: what was refused gets no further.
    package static let gate = Middleware.before { request in
        if let refusal = request[RefusedRequest.self] { throw refusal }
        return nil
    }

    /// The answer to a refused request; `nil` where not even its head was understood.
    package static func answer(
        _ refusal: Refusal, to request: Request?, through chain: any Responder
    ) async -> Response {
        var request = request ?? Request(path: "/")
        request[RefusedRequest.self] = refusal
        return await chain.respond(to: request)
    }
}
