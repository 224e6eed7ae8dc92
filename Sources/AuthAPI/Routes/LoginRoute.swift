import CognitoAPI
import HTTPRouting
import HTTPWire

/// `POST /login`: tokens, or the challenge that comes before them.
struct LoginRoute: Sendable {
    let accounts: Accounts
    let signIns: SignIns

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "password"],
            sentence: "email and password are required")
        let input = InitiateAuth.Input(
            clientId: accounts.clientID, authFlow: "USER_PASSWORD_AUTH",
            authParameters: ["USERNAME": fields.email, "PASSWORD": fields["password"]],
            userContextData: accounts.context(of: request))
        let output = try await accounts.limits.countFailures("/login", fields.email, request) {
            () async throws(APIError) in try await accounts.perform(input, in: .signIn)
        }
        return try await signIns.answer(output)
    }
}
