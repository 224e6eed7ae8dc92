import CognitoAPI
import Testing

@Suite struct SignUpContract {
    @Test(arguments: Contestant.Kind.allCases)
    func signUpTellsWhereTheCodeWent(kind: Contestant.Kind) async throws {
        try await hold(.signUpTellsWhereTheCodeWent, on: kind) { contestant in
            let email = Contestant.newEmail()
            let output = try await contestant.signUp(email)
            #expect(!output.userConfirmed && output.userSub.count == 36)
            #expect(
                output.codeDeliveryDetails
                    == CodeDeliveryDetails(
                        destination: "\(email.prefix(1))***@e***", deliveryMedium: "EMAIL",
                        attributeName: "email"))
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func weakPasswordIsRefusedAtSignUp(kind: Contestant.Kind) async throws {
        try await hold(.weakPasswordIsRefusedAtSignUp, on: kind) { contestant in
            for (password, ending) in [
                ("Ab1-", "Password not long enough"),
                ("abcdefg-1", "Password must have uppercase characters"),
                ("ABCDEFG-1", "Password must have lowercase characters"),
                ("Abcdefg-h", "Password must have numeric characters"),
                ("Abcdefgh1", "Password must have symbol characters"),
            ] {
                let text = "Password did not conform with policy: \(ending)"
                await expectRefusal(.invalidPassword, text) {
                    try await contestant.signUp(Contestant.newEmail(), password: password)
                }
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func takenEmailIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.takenEmailIsRefused, on: kind) { contestant in
            let email = Contestant.newEmail()
            try await contestant.signUp(email)
            await expectRefusal(.usernameExists, .emailExists) {
                try await contestant.signUp(email)
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func malformedEmailIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.malformedEmailIsRefused, on: kind) { contestant in
            await expectRefusal(.invalidParameter, .usernameNotEmail) {
                try await contestant.signUp("ada")
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func unconfirmedUserCannotSignIn(kind: Contestant.Kind) async throws {
        try await hold(.unconfirmedUserCannotSignIn, on: kind) { contestant in
            let email = Contestant.newEmail()
            try await contestant.signUp(email)
            await expectRefusal(.userNotConfirmed, .userNotConfirmed) {
                _ = try await contestant.signIn(email)
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func wrongCodeIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.wrongCodeIsRefused, on: kind) { contestant in
            let email = Contestant.newEmail()
            try await contestant.signUp(email)
            let wrong = contestant.code(email) == "000000" ? "000001" : "000000"
            await expectRefusal(.codeMismatch, .codeMismatch) {
                try await contestant.confirm(email, code: wrong)
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func confirmingTwiceIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.confirmingTwiceIsRefused, on: kind) { contestant in
            let email = try await contestant.newUser()
            await expectRefusal(.notAuthorized, .alreadyConfirmed) {
                try await contestant.confirm(email, code: "123456")
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func resendingReplacesTheCode(kind: Contestant.Kind) async throws {
        try await hold(.resendingReplacesTheCode, on: kind) { contestant in
            let email = Contestant.newEmail()
            try await contestant.signUp(email)
            let first = contestant.code(email)
            _ = try await contestant.service.perform(
                ResendConfirmationCode.Input(clientId: contestant.clientID, username: email))
            if contestant.code(email) != first {
                await expectRefusal(.codeMismatch, .codeMismatch) {
                    try await contestant.confirm(email, code: first)
                }
            }
            try await contestant.confirm(email)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func resendingToAConfirmedUserIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.resendingToAConfirmedUserIsRefused, on: kind) { contestant in
            let email = try await contestant.newUser()
            await expectRefusal(.invalidParameter, .userAlreadyConfirmed) {
                _ = try await contestant.service.perform(
                    ResendConfirmationCode.Input(clientId: contestant.clientID, username: email))
            }
        }
    }
}
