import CognitoAPI
import Testing

@Suite struct PasswordContract {
    private static let newPassword = "Another-Horse-8"

    @Test(arguments: Contestant.Kind.allCases)
    func forgottenPasswordIsSetAnew(kind: Contestant.Kind) async throws {
        try await hold(.forgottenPasswordIsSetAnew, on: kind) { contestant in
            let email = try await contestant.newUser()
            _ = try await forgot(email, contestant)
            _ = try await contestant.signIn(email)
            try await reset(email, code: contestant.code(email), contestant)
            await expectRefusal(.notAuthorized, .incorrectCredentials) {
                _ = try await contestant.signIn(email)
            }
            _ = try await contestant.signIn(email, password: Self.newPassword)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func wrongResetCodeIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.wrongResetCodeIsRefused, on: kind) { contestant in
            let email = try await contestant.newUser()
            _ = try await forgot(email, contestant)
            // Moto refuses only wrong codes with its own prefix.
            let wrong =
                kind == .moto
                ? "moto-confirmation-code:0"
                : contestant.code(email) == "000000" ? "000001" : "000000"
            await #expect {
                try await reset(email, code: wrong, contestant)
            } throws: { error in
                [.codeMismatch, .expiredCode].contains((error as? CognitoError)?.code)
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func resetOfAnUnknownUserIsSimulated(kind: Contestant.Kind) async throws {
        try await hold(.resetOfAnUnknownUserIsSimulated, on: kind) { contestant in
            let output = try await forgot(Contestant.newEmail(), contestant)
            #expect(output.codeDeliveryDetails?.deliveryMedium == "EMAIL")
        }
    }

    private func forgot(
        _ email: String, _ contestant: Contestant
    ) async throws -> ForgotPassword.Output {
        try await contestant.service.perform(
            ForgotPassword.Input(clientId: contestant.clientID, username: email))
    }

    private func reset(_ email: String, code: String, _ contestant: Contestant) async throws {
        _ = try await contestant.service.perform(
            ConfirmForgotPassword.Input(
                clientId: contestant.clientID, username: email, confirmationCode: code,
                password: Self.newPassword))
    }
}
