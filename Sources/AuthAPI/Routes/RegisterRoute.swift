import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire

/// `POST /register`: an account, to be confirmed by the code that is mailed.
struct RegisterRoute: Sendable {
    let accounts: Accounts
    let defence: EnumerationDefence

    func callAsFunction(_ request: Request) async throws -> Response {
        let fields = try Fields(
            request, required: ["email", "password", "name"],
            sentence: "email, password, and name are required")
        guard Self.isEmail(fields.email) else { throw APIError(.invalidEmail) }
        try await signUp(try input(fields, request))
        return .json(
            .created,
            MessageBody(
                message: "Registration successful. Check your email for a verification code."))
    }

    private func signUp(_ input: SignUp.Input) async throws {
        guard case .strict(let time) = defence else {
            _ = try await accounts.perform(input, in: .account)
            return
        }
        try await time.run {
            do throws(APIError) {
                _ = try await accounts.perform(input, in: .account)
            } catch  where error.code == .emailTaken {
                // Nor is a code sent: it would confirm an account with a stranger's password.
            }
        }
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
