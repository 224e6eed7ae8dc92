import CognitoAPI
import JSONWebToken
import StrictJSON
import Testing

@Suite struct SignInContract {
    @Test(arguments: Contestant.Kind.allCases)
    func wrongPasswordIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.wrongPasswordIsRefused, on: kind) { contestant in
            let email = try await contestant.newUser()
            await expectRefusal(.notAuthorized, .incorrectCredentials) {
                _ = try await contestant.signIn(email, password: "Wrong-Horse-9")
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func unknownUserIsToldLikeAWrongPassword(kind: Contestant.Kind) async throws {
        try await hold(.unknownUserIsToldLikeAWrongPassword, on: kind) { contestant in
            await expectRefusal(.notAuthorized, .incorrectCredentials) {
                _ = try await contestant.signIn(Contestant.newEmail())
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func signInGivesThreeTokens(kind: Contestant.Kind) async throws {
        try await hold(.signInGivesThreeTokens, on: kind) { contestant in
            let email = try await contestant.newUser()
            let tokens = try await contestant.signIn(email)
            #expect(tokens.tokenType == "Bearer" && tokens.expiresIn == 3600)
            #expect(tokens.refreshToken?.isEmpty == false)
            let access = try claims(tokens.accessToken)
            let id = try claims(tokens.idToken)
            #expect(access["token_use"] == "access" && id["token_use"] == "id")
            #expect(access["client_id"]?.stringValue == contestant.clientID)
            #expect(id["aud"]?.stringValue == contestant.clientID)
            #expect(id["email"]?.stringValue == email && access["email"] == nil)
            #expect(access["sub"] == id["sub"] && access["sub"] != nil)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func tokensOfASessionShareItsOrigin(kind: Contestant.Kind) async throws {
        try await hold(.tokensOfASessionShareItsOrigin, on: kind) { contestant in
            let tokens = try await contestant.signIn(try await contestant.newUser())
            let origin = try claims(tokens.accessToken)["origin_jti"]
            #expect(try origin != nil && claims(tokens.idToken)["origin_jti"] == origin)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func refreshKeepsTheSession(kind: Contestant.Kind) async throws {
        try await hold(.refreshKeepsTheSession, on: kind) { contestant in
            let tokens = try await contestant.signIn(try await contestant.newUser())
            let renewed = try await contestant.refresh(tokens.refreshToken)
            #expect(renewed.refreshToken == nil && renewed.expiresIn == 3600)
            #expect(renewed.accessToken != tokens.accessToken)
            #expect(
                try claims(renewed.accessToken)["sub"] == claims(tokens.accessToken)["sub"])
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func rotationReadyRefreshWorks(kind: Contestant.Kind) async throws {
        try await hold(.rotationReadyRefreshWorks, on: kind) { contestant in
            let tokens = try await contestant.signIn(try await contestant.newUser())
            let output = try await contestant.service.perform(
                GetTokensFromRefreshToken.Input(
                    refreshToken: tokens.refreshToken ?? "", clientId: contestant.clientID))
            let renewed = try #require(output.authenticationResult)
            #expect(renewed.refreshToken == nil)
            let old = try claims(tokens.accessToken)
            let new = try claims(renewed.accessToken)
            #expect(old["origin_jti"] == new["origin_jti"] && old["auth_time"] == new["auth_time"])
            #expect(old["jti"] != new["jti"])
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func unknownRefreshTokenIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.unknownRefreshTokenIsRefused, on: kind) { contestant in
            await #expect {
                _ = try await contestant.refresh("nonsense")
            } throws: { ($0 as? CognitoError)?.code == .notAuthorized }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func unknownClientIsNamed(kind: Contestant.Kind) async throws {
        try await hold(.unknownClientIsNamed, on: kind) { contestant in
            await #expect {
                _ = try await contestant.service.perform(
                    InitiateAuth.Input(
                        clientId: "1nobody", authFlow: "USER_PASSWORD_AUTH",
                        authParameters: ["USERNAME": "a@example.com", "PASSWORD": "x"]))
            } throws: { ($0 as? CognitoError)?.code == .resourceNotFound }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func missingParameterIsNamed(kind: Contestant.Kind) async throws {
        try await hold(.missingParameterIsNamed, on: kind) { contestant in
            await expectRefusal(.invalidParameter, "Missing required parameter PASSWORD") {
                _ = try await contestant.service.perform(
                    InitiateAuth.Input(
                        clientId: contestant.clientID, authFlow: "USER_PASSWORD_AUTH",
                        authParameters: ["USERNAME": "a@example.com"]))
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func adminFlowIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.adminFlowIsRefused, on: kind) { contestant in
            await expectRefusal(.invalidParameter, .methodNotSupported) {
                _ = try await contestant.service.perform(
                    InitiateAuth.Input(
                        clientId: contestant.clientID, authFlow: "ADMIN_USER_PASSWORD_AUTH",
                        authParameters: ["USERNAME": "a@example.com", "PASSWORD": "x"]))
            }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func unknownSessionIsRefused(kind: Contestant.Kind) async throws {
        try await hold(.unknownSessionIsRefused, on: kind) { contestant in
            await expectRefusal(.notAuthorized, .invalidSession) {
                _ = try await contestant.service.perform(
                    RespondToAuthChallenge.Input(
                        clientId: contestant.clientID, challengeName: "SOFTWARE_TOKEN_MFA",
                        session: "a-session-that-nobody-gave",
                        challengeResponses: [
                            "USERNAME": "a@example.com", "SOFTWARE_TOKEN_MFA_CODE": "123456",
                        ]))
            }
        }
    }

    private func claims(_ token: String?) throws -> JSONObject {
        try UnverifiedToken(try #require(token)).claims
    }
}
