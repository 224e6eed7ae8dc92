import HTTPRouting
import HTTPTypes
import HTTPWire
import UserPool

/// `GET /inbox?email=…&wait=5`: the newest message to an address, waiting for one if there is none.
///
/// For development: whoever reads it can take an account over. A web page must not, be it from
/// another origin or under a name that was bound to this address (DNS rebinding).
struct InboxRoute: Sendable {
    static let path = "/inbox"

    private struct Message: Encodable {
        let email: String
        let code: String
        let purpose: String
    }

    let inbox: Inbox

    func callAsFunction(_ request: Request) async throws -> Response {
        guard !WebPage.isBehind(request) else { throw APIError(.csrf) }
        let query = QueryParameters(request.query ?? "")
        guard let email = query["email"], !email.isEmpty else {
            throw APIError(.missingFields, message: "the query parameter email is required")
        }
        let wait = min(AuthLimits.inboxWait, max(0, query["wait"].flatMap { Int($0) } ?? 0))
        let message = await inbox.wait(for: email, seconds: wait)
        var response = Response.json(
            .ok, ["messages": [message].compactMap { $0 }.map(Self.shown)])
        response[.cacheControl] = "no-store"
        return response
    }

    private static func shown(_ message: CodeMessage) -> Message {
        Message(email: message.recipient, code: message.code, purpose: message.purpose.rawValue)
    }
}
