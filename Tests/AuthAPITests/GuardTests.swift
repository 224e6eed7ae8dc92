import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Revocation
import Storage
import StrictJSON
import Synchronization
import Testing

@testable import AuthAPI

@Suite struct GuardTests {
    @Test func aGoodTokenIsGreetedAndItsClaimsAreShown() async throws {
        let door = try Door()
        let answer = await door.get("/protected", token: try door.token())
        #expect(answer.status == 200)
        #expect(
            answer.message == "Hello, ada@example.com! You have access to this protected resource.")
        let user = try #require(answer.json["user"] as? [String: Any])
        #expect(user["sub"] as? String == "s-1" && user["exp"] as? Int64 == Door.now + 3590)
    }

    @Test func theAddressOfASubjectIsAskedOnce() async throws {
        let door = try Door()
        door.service.answer(
            GetUser.Input.self,
            with: GetUser.Output(
                username: "s-1", userAttributes: [.init(name: "email", value: "ada@example.com")]))
        let token = try door.token { $0["username"] = "s-1" }
        for _ in 0..<3 {
            let answer = await door.get("/protected", token: token)
            #expect(answer.message?.hasPrefix("Hello, ada@example.com!") == true)
        }
        #expect(door.service.inputs(GetUser.Input.self).count == 1)
    }

    @Test func aNameIsWrittenAsJSON() async throws {
        let door = try Door()
        let name = "a\"b\\@\u{1F511}\n\",\"user\":{}"
        let answer = await door.get(
            "/protected", token: try door.token { $0["username"] = .string(name) })
        #expect(
            answer.message == "Hello, \(name)! You have access to this protected resource.")
        #expect((answer.json["user"] as? [String: Any])?["username"] as? String == name)
    }

    @Test func withoutAnAddressTheUserNameIsGreeted() async throws {
        let door = try Door()
        door.service.refuse(GetUser.Input.self, with: CognitoError(.unavailable, ""))
        let token = try door.token { $0["username"] = "ada-7" }
        let answer = await door.get("/protected", token: token)
        #expect(answer.message?.hasPrefix("Hello, ada-7!") == true)
    }

    @Test(arguments: [
        ("expired", "token_expired"), ("issuer", "wrong_issuer"), ("client", "wrong_client"),
        ("use", "wrong_token_use"),
    ])
    func everyWrongClaimHasItsCode(fault: String, code: String) async throws {
        let door = try Door()
        let token = try door.token { claims in
            switch fault {
            case "expired": claims["exp"] = .integer(Door.now)
            case "issuer": claims["iss"] = "https://evil.example"
            case "client": claims["client_id"] = "another"
            default: claims["token_use"] = "id"
            }
        }
        for path in ["/protected", "/logout"] {
            let answer =
                path == "/logout"
                ? await door.post(path, "", token: token) : await door.get(path, token: token)
            #expect(answer.status == 401 && answer.code == code && answer.message == "Unauthorized")
            #expect(
                answer.response[.wwwAuthenticate]
                    == #"Bearer realm="gatehouse", error="invalid_token", error_description="\#(code)""#
            )
        }
    }

    @Test func withoutATokenNoErrorIsNamed() async throws {
        let door = try Door()
        let answer = await door.get("/protected")
        #expect(answer.code == "missing_token" && answer.message == "Unauthorized")
        #expect(answer.response[.wwwAuthenticate] == #"Bearer realm="gatehouse""#)
        #expect(await door.post("/logout", "").message == "No token provided")
    }

    @Test func twoAuthorizationFieldsAreRefused() async throws {
        let door = try Door()
        let value = "Bearer \(try door.token())"
        var fields = HTTPFields()
        fields.append(HTTPField(name: .authorization, value: value))
        fields.append(HTTPField(name: .authorization, value: value))
        let answer = Answer(
            await door.router.respond(to: Request(path: "/protected", headerFields: fields)))
        #expect(answer.status == 401 && answer.code == "invalid_token")
    }

    @Test func theSchemeIsReadInAnyLetterCase() async throws {
        let door = try Door()
        let fields: HTTPFields = [.authorization: "bEARER \(try door.token())"]
        let answer = Answer(
            await door.router.respond(to: Request(path: "/protected", headerFields: fields)))
        #expect(answer.status == 200)
    }

    @Test func aSignOutCountsAtOnce() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.answer(GlobalSignOut.Input.self, with: EmptyOutput())
        #expect(await door.post("/logout", "", token: token).status == 200)
        #expect(await door.get("/protected", token: token).code == "token_revoked")
    }

    @Test func signingOutTakesAnAccessTokenWhateverIsGuarded() async throws {
        let door = try Door(tokenUses: [.id])
        let token = try door.token()
        door.service.answer(GlobalSignOut.Input.self, with: EmptyOutput())
        #expect(await door.get("/protected", token: token).code == "wrong_token_use")
        #expect(await door.post("/logout", "", token: token).status == 200)
    }

    @Test func whatTheServiceCallsRevokedIsRevokedHere() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.refuse(
            GlobalSignOut.Input.self, with: CognitoError(.notAuthorized, .accessTokenRevoked))
        #expect(await door.post("/logout", "", token: token).code == "token_revoked")
        #expect(await door.get("/protected", token: token).code == "token_revoked")
    }

    @Test func aServiceThatDoesNotAnswerIsLeftAlone() async throws {
        let door = try Door()
        door.service.refuse(GetUser.Input.self, with: CognitoError(.timeout, ""))
        let token = try door.token { $0["username"] = "s-1" }
        for _ in 0..<3 { #expect(await door.get("/protected", token: token).status == 200) }
        #expect(door.service.inputs(GetUser.Input.self).count == 1)
    }

    @Test func aSignOutThatFailedIsNotOnRecord() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.refuse(GlobalSignOut.Input.self, with: CognitoError(.unavailable, ""))
        #expect(await door.post("/logout", "", token: token).status == 503)
        #expect(await door.get("/protected", token: token).status == 200)
    }

    @Test func oneSessionEndsWhenItsRefreshTokenIsSent() async throws {
        let door = try Door()
        let token = try door.token()
        let other = try door.token { $0["origin_jti"] = "o-2" }
        let another = try door.token { $0["origin_jti"] = "o-3" }
        door.service.answer(
            GetTokensFromRefreshToken.Input.self, with: try Self.renewed(another, "rotated"))
        door.service.answer(RevokeToken.Input.self, with: EmptyOutput())
        let body = #"{"scope":"session","refreshToken":"r"}"#
        let answer = await door.post("/logout", body, token: token)
        #expect(answer.status == 200 && answer.message == "Logged out successfully.")
        let input = try #require(door.service.inputs(RevokeToken.Input.self).first)
        #expect(input.token == "rotated" && input.clientId == Door.clientID)
        #expect(door.service.inputs(GlobalSignOut.Input.self).isEmpty)
        for path in ["/protected", "/forward-auth"] {
            #expect(await door.get(path, token: token).status == 401)
            #expect(await door.get(path, token: another).status == 401)
            #expect(await door.get(path, token: other).status == 200)
        }
    }

    /// What the service answers to a refresh token of that access token's session.
    private static func renewed(
        _ accessToken: String, _ refreshToken: String? = nil
    ) throws -> GetTokensFromRefreshToken.Output {
        GetTokensFromRefreshToken.Output(
            authenticationResult: AuthenticationResult(
                accessToken: accessToken, expiresIn: 3600, refreshToken: refreshToken,
                idToken: "i"))
    }

    @Test(arguments: [CognitoError.Code.notAuthorized, .tooManyRequests, .userLambdaValidation])
    func aSessionEndsThoughItCannotBeRenewed(refusal: CognitoError.Code) async throws {
        let door = try Door()
        let token = try door.token()
        door.service.refuse(
            GetTokensFromRefreshToken.Input.self, with: CognitoError(refusal, "revoked"))
        door.service.answer(RevokeToken.Input.self, with: EmptyOutput())
        let body = #"{"scope":"session","refreshToken":"r"}"#
        #expect(await door.post("/logout", body, token: token).status == 200)
        #expect(door.service.inputs(RevokeToken.Input.self).map(\.token) == ["r"])
        #expect(await door.get("/protected", token: token).status == 401)
    }

    @Test(arguments: [
        "{}", #"{"scope":"all"}"#, #"{"scope":null}"#, #"{"refreshToken":"r"}"#,
        #"{"scope":"all","refreshToken":"r"}"#,
    ])
    func anythingElseEndsEverySession(body: String) async throws {
        let door = try Door()
        door.service.answer(GlobalSignOut.Input.self, with: EmptyOutput())
        #expect(await door.post("/logout", body, token: try door.token()).status == 200)
        #expect(door.service.inputs(GlobalSignOut.Input.self).count == 1)
        #expect(door.service.inputs(RevokeToken.Input.self).isEmpty)
    }

    @Test(arguments: [
        (#"{"scope":"session"}"#, "missing_fields"),
        (#"{"scope":"session","refreshToken":""}"#, "missing_fields"),
        (#"{"scope":"session","refreshToken":1}"#, "invalid_fields"),
        (#"{"scope":"Session","refreshToken":"r"}"#, "invalid_fields"),
        (#"{"scope":true}"#, "invalid_fields"), ("[]", "invalid_json"),
    ])
    func aLogoutThatCannotBeUnderstoodEndsNothing(body: String, code: String) async throws {
        let door = try Door()
        let token = try door.token()
        let answer = await door.post("/logout", body, token: token)
        #expect(answer.status == 400 && answer.code == code)
        #expect(await door.get("/protected", token: token).status == 200)
    }

    @Test func aSessionWhoseTokenCannotBeRevokedGoesOn() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.answer(GetTokensFromRefreshToken.Input.self, with: try Self.renewed(token))
        door.service.refuse(RevokeToken.Input.self, with: CognitoError(.unavailable, ""))
        let body = #"{"scope":"session","refreshToken":"r"}"#
        #expect(await door.post("/logout", body, token: token).status == 503)
        #expect(await door.get("/protected", token: token).status == 200)
    }

    /// A token that is in the cache is refused as soon as its session is revoked.
    @Test func revocationIsLookedUpForCachedTokensToo() async throws {
        let door = try Door()
        let token = try door.token()
        for _ in 0..<2 { #expect(await door.get("/protected", token: token).status == 200) }
        try await door.revocations.revoke(originJTIs: ["o-1"], expiresAt: .max)
        for _ in 0..<2 {
            #expect(await door.get("/protected", token: token).code == "token_revoked")
        }
    }

    @Test func aSignOutThatTheDiskDoesNotTakeIsAnOutage() async throws {
        let door = try Door()
        let token = try door.token()
        door.service.answer(GlobalSignOut.Input.self, with: EmptyOutput())
        door.revocations.failure.withLock { $0 = .storage(.failed(reason: "SQLITE_FULL")) }
        let answer = await door.post("/logout", "", token: token)
        #expect(answer.status == 503 && answer.code == "upstream_unavailable")
        #expect(await door.get("/protected", token: token).code == "token_revoked")
    }

    @Test(arguments: [
        (Readiness.ready, 200, "ready"), (.degraded(reason: "keys_stale"), 200, "degraded"),
        (.unavailable(reason: "keys_stale"), 503, "unavailable"), (.draining, 503, "draining"),
    ])
    func readinessIsTold(readiness: Readiness, status: Int, text: String) async throws {
        let answer = await (try Door(readiness: readiness)).get("/ready")
        #expect(answer.status == status && answer.json["status"] as? String == text)
        let hasReason = ["degraded", "unavailable"].contains(text)
        #expect((answer.json["reason"] as? String == "keys_stale") == hasReason)
    }
}
