import HTTPRouting
import HTTPTypes
import HTTPWire
import UserPool

/// `GET /inbox?email=…&wait=5`: the newest message to an address, waiting for one if there is none.
///
/// For development: it shows codes to whoever can reach it.
struct InboxRoute: Sendable {
    /// Seconds that a caller may wait at most; below the server's own limit for a handler.
    static let longestWait = 20

    private struct Message: Encodable {
        let email: String
        let code: String
        let purpose: String
    }

    let inbox: Inbox

    func callAsFunction(_ request: Request) async throws -> Response {
        let query = QueryParameters(request.query ?? "")
        guard let email = query["email"], !email.isEmpty else {
            throw APIError(.missingFields, message: "the query parameter email is required")
        }
        let wait = min(Self.longestWait, max(0, query["wait"].flatMap { Int($0) } ?? 0))
        let message = await inbox.wait(for: email, seconds: wait)
        return .json(.ok, ["messages": [message].compactMap { $0 }.map(Self.shown)])
    }

    private static func shown(_ message: CodeMessage) -> Message {
        Message(email: message.recipient, code: message.code, purpose: message.purpose.rawValue)
    }
}
