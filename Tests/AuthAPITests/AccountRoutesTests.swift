import CognitoAPI
import HTTPTypes
import HTTPWire
import Testing

@testable import AuthAPI

@Suite struct AccountRoutesTests {
    @Test func registeringAsksCognitoInTheClientsName() async throws {
        let door = try Door()
        door.service.answer(
            SignUp.Input.self, with: SignUp.Output(userConfirmed: false, userSub: "s"))
        let answer = await door.post(
            "/register",
            #"{"email":" ada@example.com ","password":" p ","name":"Ada","attributes":{"locale":"fr"}}"#
        )
        #expect(answer.status == 201)
        let input = try #require(door.service.inputs(SignUp.Input.self).first)
        #expect(input.clientId == Door.clientID && input.username == "ada@example.com")
        #expect(input.password == " p ", "a password is taken as it is")
        #expect(
            input.userAttributes == [
                .init(name: "email", value: "ada@example.com"), .init(name: "locale", value: "fr"),
                .init(name: "name", value: "Ada"),
            ])
    }

    @Test func attributesCannotReplaceTheFields() async throws {
        let door = try Door()
        door.service.answer(
            SignUp.Input.self, with: SignUp.Output(userConfirmed: false, userSub: "s"))
        _ = await door.post(
            "/register",
            #"{"email":"a@b.c","password":"p","name":"A","attributes":{"email":"evil@b.c"}}"#)
        let input = try #require(door.service.inputs(SignUp.Input.self).first)
        #expect(input.userAttributes?.contains { $0.value == "evil@b.c" } == false)
    }

    @Test func aWeakPasswordIsToldWhy() async throws {
        let door = try Door()
        door.service.refuse(
            SignUp.Input.self,
            with: CognitoError(
                .invalidPassword, "Password did not conform with policy: Password not long enough"))
        let answer = await door.post("/register", #"{"email":"a@b.c","password":"p","name":"A"}"#)
        let faults = try #require(answer.json["errors"] as? [[String: String]])
        #expect(faults.map { $0["code"] } == ["too_short"])
        #expect(faults.map { $0["field"] } == ["password"])
    }

    @Test(arguments: [
        ("/reset-password", #"{"email":"a@b.c","code":"1","newPassword":"p"}"#, "newPassword"),
        (
            "/login/challenge",
            #"{"email":"a@b.c","challenge":"NEW_PASSWORD_REQUIRED","session":"s","NEW_PASSWORD":"p"}"#,
            "NEW_PASSWORD"
        ),
    ])
    func aWeakPasswordIsNamedAsItWasSent(path: String, body: String, field: String) async throws {
        let door = try Door()
        let refusal = CognitoError(
            .invalidPassword, "Password does not conform to policy: Password not long enough")
        door.service.refuse(ConfirmForgotPassword.Input.self, with: refusal)
        door.service.refuse(RespondToAuthChallenge.Input.self, with: refusal)
        let answer = await door.post(path, body)
        let faults = try #require(answer.json["errors"] as? [[String: String]])
        #expect(faults.map { $0["field"] } == [field])
    }

    @Test(arguments: ["ada", "ada@", "@example.com", "a@b@c", "a b@example.com"])
    func whatIsNoAddressIsNotAsked(email: String) async throws {
        let door = try Door()
        let answer = await door.post(
            "/register", #"{"email":"\#(email)","password":"p","name":"A"}"#)
        #expect(answer.status == 400 && answer.code == "invalid_email")
        #expect(door.service.inputs(SignUp.Input.self).isEmpty)
    }

    @Test(arguments: [
        (CognitoError(.usernameExists, .emailExists), 400, "email_taken"),
        (
            CognitoError(
                .invalidPassword, "Password did not conform with policy: Password not long enough"),
            400, "weak_password"
        ),
        (CognitoError(.notAuthorized, .signUpNotPermitted), 400, "registration_closed"),
        (CognitoError(.limitExceeded, .attemptLimitExceeded), 429, "too_many_requests"),
        (CognitoError(.timeout, ""), 503, "upstream_timeout"),
        (CognitoError(.codeDeliveryFailure, ""), 503, "upstream_unavailable"),
        (CognitoError(.resourceNotFound, ""), 500, "misconfigured"),
    ])
    func everyRefusalOfSignUpHasItsCode(error: CognitoError, status: Int, code: String) async throws
    {
        let door = try Door()
        door.service.refuse(SignUp.Input.self, with: error)
        let answer = await door.post(
            "/register", #"{"email":"a@b.c","password":"p","name":"A"}"#)
        #expect(answer.status == status && answer.code == code)
        #expect([429, 503].contains(status) == (answer.response[.retryAfter] != nil))
    }

    @Test(arguments: [
        CognitoError(.userNotFound, .combinationNotFound),
        CognitoError(.notAuthorized, .userDisabled), CognitoError(.notAuthorized, .cannotReset),
        CognitoError(.invalidParameter, .noVerifiedChannel),
    ])
    func forgettingNeverTellsWhetherThereIsAnAccount(error: CognitoError) async throws {
        let door = try Door()
        door.service.refuse(ForgotPassword.Input.self, with: error)
        let answer = await door.post("/forgot-password", #"{"email":"a@b.c"}"#)
        #expect(answer.status == 200)
        #expect(answer.message == "Password reset code sent to your email.")
    }

    @Test(arguments: [
        CognitoError(.userNotFound, .combinationNotFound),
        CognitoError(.invalidParameter, .alreadyConfirmed),
        CognitoError(.notAuthorized, .userDisabled),
        CognitoError(.invalidParameter, .noVerifiedChannel),
    ])
    func aNewCodeNeverTellsWhetherThereIsAnAccount(error: CognitoError) async throws {
        let door = try Door()
        door.service.refuse(ResendConfirmationCode.Input.self, with: error)
        let answer = await door.post("/resend-code", #"{"email":"a@b.c"}"#)
        #expect(answer.status == 200)
        #expect(answer.message == "If the email awaits verification, a new code was sent.")
    }

    @Test func forgettingTellsOfTrouble() async throws {
        let door = try Door()
        door.service.refuse(ForgotPassword.Input.self, with: CognitoError(.unavailable, ""))
        #expect(await door.post("/forgot-password", #"{"email":"a@b.c"}"#).status == 503)
    }

    @Test(arguments: [
        CognitoError(.userNotFound, .combinationNotFound),
        CognitoError(.codeMismatch, .codeMismatch), CognitoError(.notAuthorized, .userDisabled),
    ])
    func aResetOfNobodyLooksLikeAWrongCode(error: CognitoError) async throws {
        let door = try Door()
        door.service.refuse(ConfirmForgotPassword.Input.self, with: error)
        let answer = await door.post(
            "/reset-password", #"{"email":"a@b.c","code":"1","newPassword":"p"}"#)
        #expect(answer.status == 400 && answer.code == "code_mismatch")
    }

    @Test(arguments: [
        CognitoError(.codeMismatch, .codeMismatch), CognitoError(.expiredCode, .codeExpired),
        CognitoError(.notAuthorized, .alreadyConfirmed),
        CognitoError(.userNotFound, .combinationNotFound),
    ])
    func aCodeIsRefusedInOneWay(error: CognitoError) async throws {
        let door = try Door()
        door.service.refuse(ConfirmSignUp.Input.self, with: error)
        let answer = await door.post("/verify", #"{"email":"a@b.c","code":"1"}"#)
        #expect(answer.status == 400 && answer.code == "code_mismatch")
        #expect(answer.message == "The code is not right, or no longer valid.")
    }

    /// Swift compares strings by canonical equivalence: 24,000 marks of two kinds take seconds.
    @Test(arguments: ["/register", "/verify", "/login", "/refresh", "/login/challenge"])
    func combiningMarksCostNothing(path: String) async throws {
        let door = try Door()
        let marks =
            String(repeating: "\u{301}", count: 24_000)
            + String(repeating: "\u{316}", count: 24_000)
        for body in [
            #"{"email":"a\#(marks)"}"#, #"{"a\#(marks)":"x"}"#,
            #"{"email":"a@b.c","code":"a\#(marks)"}"#,
            #"{"email":"a@b.c","attributes":{"a\#(marks)":"x"}}"#,
        ] {
            let before = ContinuousClock.now
            let answer = await door.post(path, body)
            #expect(answer.status == 400)
            #expect(ContinuousClock.now - before < .seconds(2), "it took up to 6 s")
        }
        #expect(await door.get("/errors/a\(marks)").status == 404)
    }

    @Test(arguments: ["a\\u0000@b.c", "a@b.c\\u001b[31m"])
    func controlCharactersAreRefused(email: String) async throws {
        let door = try Door()
        let answer = await door.post("/login", #"{"email":"\#(email)","password":"p"}"#)
        #expect(answer.status == 400 && answer.code == "invalid_fields")
        #expect(door.service.inputs(InitiateAuth.Input.self).isEmpty)
    }

    @Test func aServicesTextNeverReachesTheCaller() async throws {
        let door = try Door()
        for code in CognitoError.Code.allCases {
            door.service.refuse(ConfirmSignUp.Input.self, with: CognitoError(code, "planted text"))
            let answer = await door.post("/verify", #"{"email":"a@b.c","code":"1"}"#)
            #expect(answer.message != nil && answer.status >= 400)
            #expect(![401, 403, 404, 409, 422].contains(answer.status), "\(code)")
            #expect(!String(decoding: answer.response.body, as: UTF8.self).contains("planted"))
        }
    }
}
