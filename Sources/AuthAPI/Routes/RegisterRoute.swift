import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /register`: an account, to be confirmed by the code that is mailed.
struct RegisterRoute: Sendable {
    let accounts: Accounts

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "password", "name"],
            sentence: "email, password, and name are required")
        guard Self.isEmail(fields.email) else { throw APIError(.invalidEmail) }
        _ = try await accounts.perform(try input(fields, request), in: .account)
        return .json(
            .created,
            MessageBody(
                message: "Registration successful. Check your email for a verification code."))
    }

    private func input(_ fields: Fields, _ request: Request) throws -> SignUp.Input {
        let own = ["email": fields.email, "name": fields["name"]]
        let attributes = try fields.attributes().merging(own) { $1 }
        return SignUp.Input(
            clientId: accounts.clientID, username: fields.email, password: fields["password"],
            userAttributes: attributes.sorted { $0.key < $1.key }
                .map { AttributeType(name: $0.key, value: $0.value) },
            userContextData: accounts.context(of: request))
    }

    /// The shape only; whether it takes mail shows when the code comes back. Cognito's own check
    /// decides beyond this, but a pool whose user names need not be addresses has none.
    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && text.utf8.count <= AuthLimits.emailBytes
            && !text.contains { $0.isWhitespace || $0.isNewline }
    }
}
