import CognitoAPI
import Foundation
import Testing

@testable import UserPool

@Suite struct WireTests {
    @Test func anUnknownOperationIsSaid() async throws {
        let bench = try await Bench()
        for name in ["", "GetClientToken", "signUp"] {
            await #expect { () async throws in
                try await bench.wire(name, "{}")
            } throws: { ($0 as? CognitoError)?.code == .unknownOperation }
        }
    }

    @Test(arguments: ["{", "[]", #"{"ClientId":1,"Username":"a","Password":"b"}"#])
    func aBodyOfTheWrongShapeIsASerializationFault(body: String) async throws {
        let bench = try await Bench()
        await #expect { () async throws in
            try await bench.wire("SignUp", body)
        } throws: { ($0 as? CognitoError)?.code == .serialization }
    }

    @Test(arguments: ["", "{}", #"{"ClientId":null}"#])
    func absentMembersAreTheModelsRefusal(body: String) async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "2 validation errors detected: Value null at 'clientId' failed to satisfy "
                    + "constraint: Member must not be null; Value null at 'username' failed to "
                    + "satisfy constraint: Member must not be null")
        ) { try await bench.wire("ForgotPassword", body) }
    }

    @Test func constraintsAreSaidInCognitosWords() async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "2 validation errors detected: Value at 'clientId' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [\\w+]+; Value at 'username' "
                    + "failed to satisfy constraint: Member must have length less than or equal to "
                    + "128")
        ) {
            _ = try await bench.pool.perform(
                ForgotPassword.Input(
                    clientId: "no spaces", username: String(repeating: "a", count: 129)))
        }
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "1 validation error detected: Value 'X' at 'authFlow' failed to satisfy "
                    + "constraint: Member must satisfy enum value set: [USER_SRP_AUTH, "
                    + "REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, "
                    + "USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]")
        ) {
            _ = try await bench.pool.perform(
                InitiateAuth.Input(clientId: bench.client, authFlow: "X"))
        }
    }

    @Test func anUnknownClientIsSaidBeforeAnythingElse() async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .resourceNotFound, "User pool client 1nosuchclient does not exist.")
        ) {
            _ = try await bench.pool.perform(
                InitiateAuth.Input(clientId: "1nosuchclient", authFlow: "USER_PASSWORD_AUTH"))
        }
    }

    @Test func aSignUpOverTheWire() async throws {
        let bench = try await Bench()
        let answer = try await bench.wire(
            "SignUp",
            """
            {"ClientId":"\(bench.client)","Username":"alice@example.com","Password":"\(Bench.password)",
            "UserAttributes":[{"Name":"name","Value":"A"}],"AnalyticsMetadata":{}}
            """)
        #expect(answer.contains(#""UserConfirmed":false"#))
        #expect(answer.contains(#""DeliveryMedium":"EMAIL""#) && answer.contains(#""UserSub":""#))
        #expect(!answer.contains("null") && !answer.contains("Session"))
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        let confirmed = try await bench.wire(
            "ConfirmSignUp",
            """
            {"ClientId":"\(bench.client)","Username":"alice@example.com","ConfirmationCode":"\(code)"}
            """)
        #expect(confirmed == "{}")
    }

    /// What the model has, this pool answers or refuses by name; and it answers nothing else.
    @Test func everyOperationIsTheModels() async throws {
        let bench = try await Bench()
        let names = try await bench.pool.operationNames
        #expect(names.isSubset(of: ServiceModel.cognito.operations.keys))
        #expect(names.isSuperset(of: ["SignUp", "InitiateAuth", "GetUser", "RevokeToken"]))
    }
}
