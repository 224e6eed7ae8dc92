import CognitoAPI
import Foundation
import Testing

/// Steps that many clauses begin with.
extension Contestant {
    static let password = "Correct-Horse-7"

    static func newEmail() -> String { "\(UUID().uuidString.lowercased())@example.com" }

    @discardableResult
    func signUp(_ email: String, password: String = password) async throws -> SignUp.Output {
        try await service.perform(
            SignUp.Input(
                clientId: clientID, username: email, password: password,
                userAttributes: [
                    .init(name: "email", value: email), .init(name: "name", value: "Ada"),
                ]))
    }

    func confirm(_ email: String, code: String? = nil) async throws {
        _ = try await service.perform(
            ConfirmSignUp.Input(
                clientId: clientID, username: email, confirmationCode: code ?? self.code(email)))
    }

    func signIn(
        _ email: String, password: String = password
    ) async throws -> AuthenticationResult {
        let output = try await service.perform(
            InitiateAuth.Input(
                clientId: clientID, authFlow: "USER_PASSWORD_AUTH",
                authParameters: ["USERNAME": email, "PASSWORD": password]))
        return try #require(output.authenticationResult)
    }

    /// A confirmed user's address.
    func newUser() async throws -> String {
        let email = Self.newEmail()
        try await signUp(email)
        try await confirm(email)
        return email
    }

    func refresh(_ token: String?) async throws -> AuthenticationResult {
        let output = try await service.perform(
            InitiateAuth.Input(
                clientId: clientID, authFlow: "REFRESH_TOKEN_AUTH",
                authParameters: ["REFRESH_TOKEN": token ?? ""]))
        return try #require(output.authenticationResult)
    }

    func user(_ accessToken: String?) async throws -> GetUser.Output {
        try await service.perform(GetUser.Input(accessToken: accessToken ?? ""))
    }
}

/// Expects a refusal with exactly this exception and text.
func expectRefusal(
    _ code: CognitoError.Code, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    await #expect(throws: CognitoError(code, message), sourceLocation: sourceLocation) {
        try await body()
    }
}

func expectRefusal(
    _ code: CognitoError.Code, _ text: CognitoError.Text,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    await expectRefusal(code, text.rawValue, sourceLocation: sourceLocation, body)
}
