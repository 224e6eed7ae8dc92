import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import StrictJSON
import Testing

@testable import AuthAPI

@Suite struct ForwardAuthTests {
    private func door() throws -> Door {
        let door = try Door()
        door.service.answer(
            GetUser.Input.self,
            with: GetUser.Output(
                username: "s-1",
                userAttributes: [
                    .init(name: "email", value: "ada@example.com"),
                    .init(name: "name", value: "Ada Lovelace"),
                ]))
        return door
    }

    private func token(_ door: Door, groups: [String] = ["admin", "ops"]) throws -> String {
        try door.token {
            $0["username"] = "s-1"
            $0["cognito:groups"] = .array(groups.map { .string($0) })
        }
    }

    private func field(_ answer: Answer, _ name: String) -> String? {
        HTTPField.Name(name).flatMap { answer.response[$0] }
    }

    @Test func theIdentityIsInTheHeaders() async throws {
        let door = try door()
        let answer = await door.get("/forward-auth", token: try token(door))
        #expect(answer.status == 200 && answer.response.body.isEmpty)
        #expect(answer.response[.cacheControl] == "no-store")
        let expected = [
            "Remote-User": "s-1", "Remote-Email": "ada@example.com",
            "Remote-Groups": "admin,ops", "Remote-Name": "Ada Lovelace",
            "X-Auth-Request-User": "s-1", "X-Auth-Request-Email": "ada@example.com",
            "X-Auth-Request-Groups": "admin,ops",
        ]
        for (name, value) in expected { #expect(field(answer, name) == value, "\(name)") }
    }

    /// So that a proxy which copies them overwrites what a client sent.
    @Test func whatIsUnknownIsSentEmpty() async throws {
        let door = try Door()
        door.service.refuse(GetUser.Input.self, with: CognitoError(.unavailable, ""))
        let token = try door.token { $0["username"] = "s-1" }
        let answer = await door.get("/forward-auth", token: token)
        #expect(answer.status == 200 && field(answer, "Remote-User") == "s-1")
        for name in ["Remote-Email", "Remote-Groups", "Remote-Name", "X-Auth-Request-Email"] {
            #expect(field(answer, name) == "", "\(name)")
        }
    }

    @Test(
        arguments: [
            (nil, 200), ("", 200), ("groups=admin", 200), ("groups=none,ops", 200),
            ("groups=none", 403),
            ("groups=", 403), ("groups=Admin", 403), ("scope=aws.cognito.signin.user.admin", 200),
            ("scope=read", 403), ("groups=admin&scope=read", 403), ("scope=a%20b", 403),
            ("groups=adm%69n", 200), ("groups=%ff", 403),
            // Misspelt demands let nobody through.
            ("group=admin", 403), ("groups", 403), ("groups=admin&groups=ops", 403),
            ("scopes=aws.cognito.signin.user.admin", 403), ("x=1", 403),
        ] as [(String?, Int)])
    func theQueryDemands(query: String?, status: Int) async throws {
        let door = try door()
        let answer = await door.get("/forward-auth", query: query, token: try token(door))
        #expect(answer.status == status && answer.response.body.isEmpty)
        #expect((field(answer, "Remote-User") != nil) == (status == 200))
    }

    @Test func refusalsHaveNoBodyAndSayWhyInTheChallenge() async throws {
        let door = try door()
        let none = await door.get("/forward-auth")
        #expect(none.status == 401 && none.response.body.isEmpty)
        #expect(none.response[.wwwAuthenticate] == #"Bearer realm="gatehouse""#)
        let expired = await door.get(
            "/forward-auth", token: try door.token { $0["exp"] = .integer(Door.now) })
        #expect(expired.status == 401 && expired.response.body.isEmpty)
        #expect(expired.response[.wwwAuthenticate]?.contains("token_expired") == true)
        #expect(expired.response[.contentType] == nil)
    }

    @Test func aSignOutCountsHereToo() async throws {
        let door = try door()
        let token = try token(door)
        door.service.answer(GlobalSignOut.Input.self, with: EmptyOutput())
        #expect(await door.get("/forward-auth", token: token).status == 200)
        #expect(await door.post("/logout", "", token: token).status == 200)
        #expect(await door.get("/forward-auth", token: token).status == 401)
    }

    @Test func noValueCanSplitOrFakeAHeader() async throws {
        let door = try Door()
        let token = try door.token {
            $0["username"] = "a\r\nRemote-Groups: admin"
            $0["cognito:groups"] = ["a,b", " admin", "50%", "zoë", "x y"]
        }
        let answer = await door.get("/forward-auth", token: token)
        #expect(field(answer, "Remote-User") == "a%0D%0ARemote-Groups: admin")
        #expect(
            field(answer, "Remote-Groups") == "a%2Cb,%20admin,50%25,zo%C3%AB,x y")
    }

    /// Envoy keeps the method of the request that it asks about.
    @Test(arguments: [
        HTTPRequest.Method.get, .head, .post, .put, .patch, .delete, .options,
    ])
    func everyMethodMayAsk(method: HTTPRequest.Method) async throws {
        let door = try door()
        let fields: HTTPFields = [.authorization: "Bearer \(try token(door))"]
        let request = Request(method: method, path: "/forward-auth", headerFields: fields)
        #expect(await door.router.respond(to: request).status == .ok)
        let nobody = Request(method: method, path: "/forward-auth")
        #expect(await door.router.respond(to: nobody).status == .unauthorized)
    }
}
