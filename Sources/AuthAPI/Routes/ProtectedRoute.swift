import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON

/// `GET /protected`: greets the user by e-mail and shows the verified claims.
struct ProtectedRoute: Sendable {
    let addresses: EmailAddresses

    func callAsFunction(_ request: Request) async throws -> Response {
        guard let session = request[SessionKey.self] else { throw APIError(.missingToken) }
        let name = await addresses.address(of: session) ?? session.verified.username
        let greeting = "Hello, \(name)! You have access to this protected resource."
        // The claims were read strictly and are passed on as they were signed.
        let body: JSONObject = [
            "message": .string(greeting), "user": .object(session.verified.claims),
        ]
        return Response(
            status: .ok, contentType: "application/json; charset=utf-8", body: body.jsonBytes)
    }
}
