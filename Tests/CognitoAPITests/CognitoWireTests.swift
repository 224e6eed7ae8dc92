import Testing

@testable import CognitoAPI

@Suite struct CognitoWireTests {
    @Test func membersAreSpeltAsCognitoSpellsThem() throws {
        let input = InitiateAuth.Input(
            clientId: "c", authFlow: "USER_PASSWORD_AUTH",
            authParameters: ["USERNAME": "a@example.com", "keyOfAnyCase": "x"])
        #expect(
            String(decoding: try CognitoWire.encode(input), as: UTF8.self)
                == #"{"AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"a@example.com","keyOfAnyCase":"x"},"ClientId":"c"}"#
        )
    }

    @Test func theClientsAddressIsSpeltAsCognitoSpellsIt() throws {
        let input = ForgotPassword.Input(
            clientId: "c", username: "u", userContextData: UserContextData(ipAddress: "192.0.2.1"))
        #expect(
            String(decoding: try CognitoWire.encode(input), as: UTF8.self)
                == #"{"ClientId":"c","UserContextData":{"IpAddress":"192.0.2.1"},"Username":"u"}"#)
    }

    @Test func absentMembersAreAbsent() throws {
        let output = SignInOutput(challengeParameters: [:])
        #expect(
            String(decoding: try CognitoWire.encode(output), as: UTF8.self)
                == #"{"ChallengeParameters":{}}"#)
    }

    @Test func everyOutputSurvivesTheWire() throws {
        let output = GetUser.Output(
            username: "u", userAttributes: [.init(name: "email", value: "a@b.c")],
            userMFASettingList: ["SOFTWARE_TOKEN_MFA"], preferredMfaSetting: "SOFTWARE_TOKEN_MFA")
        let bytes = try CognitoWire.encode(output)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""UserMFASettingList""#))
        #expect(try CognitoWire.decodeOutput(GetUser.Output.self, from: bytes) == output)
    }

    @Test func anEmptyBodyIsAnEmptyObject() throws {
        #expect(try CognitoWire.decodeOutput(EmptyOutput.self, from: []) == EmptyOutput())
    }

    @Test(arguments: [
        (#"{"ClientId":1,"Username":"u"}"#, "The member ClientId has a value of the wrong type."),
        (#"{"Username":"u"}"#, "The member ClientId is required."),
        (#"{"ClientId":"#, "The body is not valid JSON."),
        (#"[1]"#, "The member at the top has a value of the wrong type."),
    ])
    func aBodyOfTheWrongShapeNamesTheMember(body: String, complaint: String) {
        #expect(throws: CognitoError(.serialization, complaint)) {
            try CognitoWire.decodeInput(ForgotPassword.Input.self, from: Array(body.utf8))
        }
    }

    @Test func aComplaintNeverHoldsTheValue() {
        let body = Array(#"{"ClientId":"c","Username":"u","Password":["hunter2!"]}"#.utf8)
        #expect {
            try CognitoWire.decodeInput(SignUp.Input.self, from: body)
        } throws: { error in
            !"\(error)".contains("hunter2!")
        }
    }

    @Test func anAnswerThatIsNotTheShapeIsInvalid() {
        #expect {
            try CognitoWire.decodeOutput(SignUp.Output.self, from: Array("<html>".utf8))
        } throws: { ($0 as? CognitoError)?.code == .invalidAnswer }
    }
}
