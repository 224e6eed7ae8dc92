import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON

/// `GET /protected`: greets the user by e-mail and shows the verified claims.
enum ProtectedRoute {
    static func show(_ request: Request) throws -> Response {
        let verified = try request.session().verified
        let name = request.profile.email ?? verified.username
        let quoted = JSONValue.string(name).jsonBytes
        var body: [UInt8] = []
        body.reserveCapacity(verified.payload.count + quoted.count + 96)
        body += #"{"message":"Hello, "#.utf8
        body += quoted.dropFirst().dropLast()
        body += #"! You have access to this protected resource."#.utf8
        // The claims were read strictly and are passed on as they were signed.
        body += #"","user":"#.utf8
        body += verified.payload
        body += "}".utf8
        return Response(
            status: .ok, contentType: "application/json; charset=utf-8", body: body)
    }
}
