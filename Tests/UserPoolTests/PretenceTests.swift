import CognitoAPI
import StrictJSON
import Testing

@testable import UserPool

/// Where names needn't be addresses, nobody is still shown an address that somebody could have.
@Suite struct PretenceTests {
    /// A pool with the user `ada`, and what asks it.
    private struct Town {
        let bench: Bench
        let client: String

        func ask(_ operation: String, _ members: String) async throws -> JSONObject {
            let answer = try await bench.wire(
                operation, #"{"ClientId":"\#(client)",\#(members)}"#)
            return try #require(try JSONValue(jsonBytes: Array(answer.utf8)).objectValue)
        }

        func delivery(_ operation: String, _ name: String) async throws -> JSONObject {
            let answer = try await ask(operation, #""Username":"\#(name)""#)
            return try #require(answer.object("CodeDeliveryDetails"))
        }

        func signIn(_ name: String) async throws -> JSONObject {
            try await ask(
                "InitiateAuth",
                #"""
                "AuthFlow":"USER_AUTH",
                "AuthParameters":{"USERNAME":"\#(name)","PREFERRED_CHALLENGE":"EMAIL_OTP"}
                """#)
        }
    }

    private func town() async throws -> Town {
        let bench = try await Bench()
        let pool = try await make(
            "UserPool", in: bench,
            #"""
            "PoolName":"town","AliasAttributes":["email"],"AutoVerifiedAttributes":["email"],
            "Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}
            """#)
        let app = try await make(
            "UserPoolClient", in: bench,
            #"""
            "UserPoolId":"\#(pool.text("Id"))","ClientName":"c",
            "ExplicitAuthFlows":["ALLOW_USER_AUTH"],"PreventUserExistenceErrors":"ENABLED"
            """#)
        let town = Town(bench: bench, client: app.text("ClientId"))
        _ = try await town.ask(
            "SignUp",
            #"""
            "Username":"ada","Password":"\#(Bench.password)",
            "UserAttributes":[{"Name":"email","Value":"ada@example.com"}]
            """#)
        let code = try #require(bench.inbox.newest(for: "ada@example.com")?.code)
        _ = try await town.ask("ConfirmSignUp", #""Username":"ada","ConfirmationCode":"\#(code)""#)
        return town
    }

    private func make(
        _ kind: String, in bench: Bench, _ members: String
    ) async throws -> JSONObject {
        let answer = try await bench.wire("Create\(kind)", "{\(members)}")
        let made = try JSONValue(jsonBytes: Array(answer.utf8)).objectValue
        return try #require(made?.object(kind))
    }

    private func isMasked(_ destination: String) -> Bool {
        destination.wholeMatch(of: /[a-z]\*{3}@[a-z]\*{3}/) != nil
    }

    @Test func aForgottenPasswordOfNobodyLooksLikeSomebodys() async throws {
        let town = try await town()
        let known = try await town.delivery("ForgotPassword", "ada")
        let stranger = try await town.delivery("ForgotPassword", "zoe")
        #expect(known.text("Destination") == "a***@e***")
        #expect(isMasked(stranger.text("Destination")))
        for member in ["DeliveryMedium", "AttributeName"] {
            #expect(known.text(member) == stranger.text(member))
        }
        #expect(try await town.delivery("ForgotPassword", "ZOE") == stranger)
        #expect(try await town.delivery("ResendConfirmationCode", "zoe") == stranger)
        let address = try await town.delivery("ForgotPassword", "zoe@example.org")
        #expect(address.text("Destination") == "z***@e***")
    }

    @Test func aSignInCodeOfNobodyLooksLikeSomebodys() async throws {
        let town = try await town()
        let (known, stranger) = (try await town.signIn("ada"), try await town.signIn("zoe"))
        for member in ["ChallengeName", "AvailableChallenges"] {
            #expect(known[member] != nil && known[member] == stranger[member])
        }
        let (real, shown) = (
            try #require(known.object("ChallengeParameters")),
            try #require(stranger.object("ChallengeParameters"))
        )
        #expect(real.members.map(\.name).sorted() == shown.members.map(\.name).sorted())
        #expect(real.text("CODE_DELIVERY_DESTINATION") == "a***@e***")
        let forgotten = try await town.delivery("ForgotPassword", "zoe")
        #expect(shown.text("CODE_DELIVERY_DESTINATION") == forgotten.text("Destination"))
    }

    @Test func notEveryStrangerHasTheSameAddress() async throws {
        let town = try await town()
        var shown: Set<String> = []
        for number in 0..<10 {
            let details = try await town.delivery("ForgotPassword", "user\(number)")
            shown.insert(details.text("Destination"))
        }
        #expect(shown.count > 1 && shown.allSatisfy(isMasked))
    }
}
