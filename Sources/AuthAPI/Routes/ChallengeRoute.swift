import CognitoAPI
import HTTPRouting
import HTTPWire

/// `POST /login/challenge`: the answer to the challenge that `/login` gave.
///
/// Every other string field of the body goes along under Cognito's own name, e.g. `NEW_PASSWORD`.
struct ChallengeRoute: Sendable {
    let accounts: Accounts
    let signIns: SignIns

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "challenge", "session"],
            sentence: "email, challenge, and session are required")
        var responses = try fields.others()
        responses["USERNAME"] = fields.email
        let input = RespondToAuthChallenge.Input(
            clientId: accounts.clientID, challengeName: fields["challenge"],
            session: fields["session"], challengeResponses: responses,
            userContextData: accounts.context(of: request))
        let path = "/login/challenge"
        let output = try await accounts.limits.countFailures(path, fields.email, request) {
            () async throws(APIError) in try await respond(input)
        }
        return try await signIns.answer(output)
    }

    private func respond(
        _ input: RespondToAuthChallenge.Input
    ) async throws(APIError) -> RespondToAuthChallenge.Output {
        do throws(APIError) {
            return try await accounts.perform(input, in: .signIn)
        } catch {
            throw error.naming(password: "NEW_PASSWORD")
        }
    }
}
