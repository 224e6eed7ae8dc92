import CognitoAPI
import Foundation
import JSONWebToken
import StrictJSON
import Testing

@testable import UserPool

/// What takes a clock or the pool's own files; the rest is in Tests/EndToEnd.
@Suite struct AdministrationTests {
    private func members(_ json: String) throws -> JSONObject {
        try #require(try JSONValue(jsonBytes: Array(json.utf8)).objectValue)
    }

    private func pool(_ bench: Bench, _ more: String = "") async throws -> (
        id: String, client: String
    ) {
        let made = try members(try await bench.wire("CreateUserPool", #"{"PoolName":"p"\#(more)}"#))
        let id = try #require(made.object("UserPool")?.text("Id"))
        let app = try members(
            try await bench.wire(
                "CreateUserPoolClient",
                #"""
                {"UserPoolId":"\#(id)","ClientName":"c","ExplicitAuthFlows":
                ["ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}
                """#))
        return (id, try #require(app.object("UserPoolClient")?.text("ClientId")))
    }

    private func signIn(_ bench: Bench, _ client: String) async throws -> JSONObject {
        try members(
            try await bench.wire(
                "InitiateAuth",
                #"""
                {"ClientId":"\#(client)","AuthFlow":"USER_PASSWORD_AUTH",
                "AuthParameters":{"USERNAME":"ada","PASSWORD":"\#(Bench.password)"}}
                """#))
    }

    @Test func aTemporaryPasswordEndsWithItsDays() async throws {
        let bench = try await Bench()
        let (id, client) = try await pool(
            bench, #","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":2}}"#)
        let user =
            #""UserPoolId":"\#(id)","Username":"ada","TemporaryPassword":"\#(Bench.password)""#
        _ = try await bench.wire("AdminCreateUser", "{\(user)}")
        bench.clock.advance(seconds: 2 * 86_400)
        let expired = CognitoError(
            .notAuthorized,
            "Temporary password has expired and must be reset by an administrator.")
        await #expect(throws: expired) { _ = try await self.signIn(bench, client) }
        // A new invitation starts the clock anew.
        _ = try await bench.wire("AdminCreateUser", #"{\#(user),"MessageAction":"RESEND"}"#)
        let answer = try await self.signIn(bench, client)
        #expect(answer.text("ChallengeName") == "NEW_PASSWORD_REQUIRED")
    }

    @Test func anInvitationIsMailedAndNeverShown() async throws {
        let bench = try await Bench()
        let (id, _) = try await pool(bench)
        let answer = try await bench.wire(
            "AdminCreateUser",
            #"""
            {"UserPoolId":"\#(id)","Username":"ada","DesiredDeliveryMediums":["EMAIL"],"UserAttributes":
            [{"Name":"email","Value":"ada@example.com"}]}
            """#)
        let letter = try #require(bench.inbox.newest(for: "ada@example.com"))
        #expect(letter.purpose == .invitation && letter.code.count >= 12)
        #expect(PasswordPolicy().complaint(about: letter.code) == nil)
        #expect(!answer.contains(letter.code))
        #expect(!bench.events.all.contains { "\($0)".contains(letter.code) })
        #expect(try bench.bytes().range(of: Data(letter.code.utf8)) == nil)
    }

    @Test func aPoolsTokensAreItsOwn() async throws {
        let bench = try await Bench()
        let (id, client) = try await pool(bench)
        _ = try await bench.wire(
            "SignUp",
            #"{"ClientId":"\#(client)","Username":"ada","Password":"\#(Bench.password)"}"#)
        _ = try await bench.wire("AdminConfirmSignUp", #"{"UserPoolId":"\#(id)","Username":"ada"}"#)
        let result = try #require(
            try await signIn(bench, client).object("AuthenticationResult"))
        let token = result.text("AccessToken")
        #expect(try UnverifiedToken(token).claims["iss"] == .string("http://localhost:9229/\(id)"))
        let published = try #require(try await bench.pool.published(by: id))
        let keys = StaticKeySource(try JSONWebKeySet(jsonBytes: published.jwks))
        let verifier = try TokenVerifier(
            issuer: published.issuer, clientIDs: [client], tokenUses: [.access], keys: keys,
            clockSkew: .none)
        let claims = try await verifier.verify(token, now: bench.clock.now / 1_000)
        #expect(claims.clientID == client)
        // The default pool's keys don't fit, nor does its gate let it in.
        await #expect(throws: (any Error).self) { _ = try await bench.claims(token, .access) }
        await #expect(throws: CognitoError(.notAuthorized, .invalidAccessToken)) {
            _ = try await bench.getUser(token)
        }
    }

    @Test func aDeletedPoolLeavesNoKeys() async throws {
        let bench = try await Bench()
        let (id, _) = try await pool(bench)
        let path = bench.directory + "/" + id
        #expect(FileManager.default.fileExists(atPath: path + "/access.sealed"))
        _ = try await bench.wire("DeleteUserPool", #"{"UserPoolId":"\#(id)"}"#)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aPoolWhoseKeysAreLostIsNotGivenNewOnes() async throws {
        let bench = try await Bench()
        let (id, _) = try await pool(bench)
        try FileManager.default.removeItem(atPath: bench.directory + "/\(id)/id.sealed")
        let again = try await bench.reopened()
        await #expect(throws: CognitoError.somethingWentWrong) {
            _ = try await again.wire("DescribeUserPool", #"{"UserPoolId":"\#(id)"}"#)
        }
        #expect(again.events.all.contains { "\($0)".contains("id.sealed") })
        // The others go on.
        _ = try await again.signUp()
    }

    @Test func changesAtTheSameTimeAllCount() async throws {
        let bench = try await Bench()
        let (id, _) = try await pool(bench)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    _ = try await bench.wire(
                        "CreateUserPoolClient",
                        #"{"UserPoolId":"\#(id)","ClientName":"c\#(number)"}"#)
                }
            }
            try await group.waitForAll()
        }
        let list = try members(
            try await bench.wire(
                "ListUserPoolClients", #"{"UserPoolId":"\#(id)","MaxResults":60}"#))
        let clients = list["UserPoolClients"]?.arrayValue ?? []
        #expect(clients.count == 17)
        for client in clients {
            // Each is known to the operations at once.
            let name = client.objectValue?.text("ClientId") ?? ""
            await #expect(throws: CognitoError(.userNotFound, .combinationNotFound)) {
                _ = try await bench.wire(
                    "ForgotPassword", #"{"ClientId":"\#(name)","Username":"nobody"}"#)
            }
        }
    }
}
