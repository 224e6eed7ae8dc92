import CognitoAPI
import HTTPTypes
import HTTPWire
import Synchronization
import Testing

@testable import AuthAPI

@Suite struct SignInRoutesTests {
    private let body = #"{"email":"a@b.c","password":"p"}"#

    @Test func aSignInIsOnRecordBeforeItsTokensAreOut() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.answer(
            InitiateAuth.Input.self,
            with: SignInOutput(
                authenticationResult: AuthenticationResult(
                    accessToken: token, expiresIn: 3600, refreshToken: "r", idToken: "i")))
        let answer = await door.post("/login", body)
        #expect(answer.status == 200 && answer.response[.cacheControl] == "no-store")
        #expect(Set(answer.json.keys) == ["accessToken", "idToken", "refreshToken", "expiresIn"])
        #expect(door.revocations.admitted.withLock { $0 } == ["o-1"])
    }

    @Test func aChallengeIsPassedOnInCognitosNames() async throws {
        let door = try Door()
        door.service.answer(
            InitiateAuth.Input.self,
            with: SignInOutput(
                challengeName: "SOFTWARE_TOKEN_MFA", challengeParameters: ["USER_ID_FOR_SRP": "u"],
                session: "session"))
        let answer = await door.post("/login", body)
        #expect(answer.status == 200 && answer.json["accessToken"] == nil)
        #expect(answer.json["challenge"] as? String == "SOFTWARE_TOKEN_MFA")
        #expect(answer.json["session"] as? String == "session")
        #expect(answer.json["parameters"] as? [String: String] == ["USER_ID_FOR_SRP": "u"])
    }

    @Test func aChallengeIsAnsweredWithEveryOtherField() async throws {
        let door = try Door()
        door.service.answer(
            RespondToAuthChallenge.Input.self, with: SignInOutput(challengeName: "X"))
        _ = await door.post(
            "/login/challenge",
            #"{"email":"a@b.c","challenge":"NEW_PASSWORD_REQUIRED","session":"s","NEW_PASSWORD":"n"}"#
        )
        let input = try #require(door.service.inputs(RespondToAuthChallenge.Input.self).first)
        #expect(input.challengeResponses == ["USERNAME": "a@b.c", "NEW_PASSWORD": "n"])
        #expect(input.session == "s" && input.challengeName == "NEW_PASSWORD_REQUIRED")
    }

    @Test(arguments: [
        (CognitoError(.notAuthorized, .incorrectCredentials), 401, "invalid_credentials"),
        (CognitoError(.userNotFound, .userNotFound), 401, "invalid_credentials"),
        (CognitoError(.userNotConfirmed, .userNotConfirmed), 401, "user_not_confirmed"),
        (
            CognitoError(.passwordResetRequired, .passwordResetRequired), 401,
            "password_reset_required"
        ),
        (CognitoError(.notAuthorized, .userDisabled), 401, "user_disabled"),
        (CognitoError(.notAuthorized, .passwordAttemptsExceeded), 429, "too_many_requests"),
        (CognitoError(.invalidParameter, .passwordFlowDisabled), 500, "misconfigured"),
        (
            CognitoError(.notAuthorized, "Unable to verify secret hash for client x"), 500,
            "misconfigured"
        ),
        (
            CognitoError(.invalidParameter, "1 validation error detected: Value at 'username' …"),
            401, "invalid_credentials"
        ),
        (CognitoError(.tooManyRequests, .rateExceeded), 429, "upstream_throttled"),
        (CognitoError(.invalidAnswer, ""), 503, "upstream_unavailable"),
    ])
    func everyRefusalOfASignInHasItsCode(error: CognitoError, status: Int, code: String)
        async throws
    {
        let door = try Door()
        door.service.refuse(InitiateAuth.Input.self, with: error)
        let answer = await door.post("/login", body)
        #expect(answer.status == status && answer.code == code)
    }

    @Test func theLogHearsTheCauseAndTheCallerDoesNot() async throws {
        let door = try Door()
        door.service.refuse(
            InitiateAuth.Input.self,
            with: CognitoError(.notAuthorized, "Unable to verify secret hash for client x"))
        let answer = await door.post("/login", body)
        #expect(answer.message == "The server is not set up correctly.")
        let event = try #require(door.events.all.first)
        #expect(event.cause?.contains("verify secret hash") == true)
        #expect(event.requestID == "test-request")
    }

    @Test func refreshingFallsBackWhereTheNewOperationIsUnknown() async throws {
        let door = try Door()
        door.service.answer(
            InitiateAuth.Input.self,
            with: SignInOutput(
                authenticationResult: AuthenticationResult(
                    accessToken: "a", expiresIn: 60, idToken: "i")))
        let answer = await door.post("/refresh", #"{"refreshToken":"r"}"#)
        #expect(answer.status == 200 && answer.json["refreshToken"] == nil)
        let input = try #require(door.service.inputs(InitiateAuth.Input.self).first)
        #expect(input.authFlow == "REFRESH_TOKEN_AUTH")
    }

    @Test func aFaultOfCognitosIsNotTakenForADeadToken() async throws {
        let door = try Door()
        door.service.refuse(
            GetTokensFromRefreshToken.Input.self, with: CognitoError(.internalError, ""))
        door.service.refuse(
            InitiateAuth.Input.self, with: CognitoError(.notAuthorized, .invalidRefreshToken))
        let answer = await door.post("/refresh", #"{"refreshToken":"r"}"#)
        #expect(answer.status == 503 && answer.response[.retryAfter] == "5")
    }

    @Test func emptyTokensAreNoTokens() async throws {
        let door = try Door()
        door.service.answer(
            InitiateAuth.Input.self,
            with: SignInOutput(
                authenticationResult: AuthenticationResult(
                    accessToken: "", expiresIn: 3600, idToken: "")))
        let answer = await door.post("/login", body)
        #expect(answer.status == 503 && answer.response[.retryAfter] == "5")
    }

    @Test(arguments: [(-5, 1), (40, 40), (Int.max, 3600)])
    func anUpstreamsWaitIsBounded(sent: Int, told: Int) async throws {
        let door = try Door()
        door.service.refuse(
            InitiateAuth.Input.self,
            with: CognitoError(.tooManyRequests, "Rate exceeded", retryAfter: sent))
        #expect(await door.post("/login", body).response[.retryAfter] == String(told))
    }

    @Test(arguments: [
        (CognitoError.Text.invalidRefreshToken, "invalid_token"),
        (.refreshTokenExpired, "token_expired"), (.refreshTokenRevoked, "token_revoked"),
    ])
    func aDeadRefreshTokenIs401(text: CognitoError.Text, code: String) async throws {
        let door = try Door()
        door.service.refuse(
            GetTokensFromRefreshToken.Input.self, with: CognitoError(.notAuthorized, text))
        let answer = await door.post("/refresh", #"{"refreshToken":"r"}"#)
        #expect(answer.status == 401 && answer.code == code)
    }
}
