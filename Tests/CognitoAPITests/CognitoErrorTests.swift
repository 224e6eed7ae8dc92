import Foundation
import Testing

@testable import CognitoAPI

@Suite struct CognitoErrorTests {
    @Test func theBodyHasTypeAndMessage() throws {
        let body = ErrorBody(
            type: "NotAuthorizedException", message: "Incorrect username or password.")
        #expect(
            String(decoding: try CognitoWire.encode(body), as: UTF8.self)
                == #"{"__type":"NotAuthorizedException","message":"Incorrect username or password."}"#
        )
    }

    @Test(arguments: [
        #"{"__type":"NotAuthorizedException","message":"m"}"#,
        #"{"__type":"com.amazonaws#NotAuthorizedException:http","Message":"m"}"#,
        #"{"code":"NotAuthorizedException","message":"m","reasonCode":7}"#,
    ])
    func everySpellingOfAnErrorIsRead(json: String) throws {
        let body = try JSONDecoder().decode(ErrorBody.self, from: Data(json.utf8))
        #expect(ErrorBody.plainName(body.type ?? "") == "NotAuthorizedException")
        #expect(body.message == "m")
    }

    @Test(arguments: [
        CognitoError(.notAuthorized, "Unable to verify secret hash for client 1example"),
        CognitoError(
            .notAuthorized, "Client x is configured with secret but SECRET_HASH was not received"),
        CognitoError(.invalidParameter, .passwordFlowDisabled),
        CognitoError(.resourceNotFound, "User pool client 1example does not exist."),
    ])
    func faultsOfOurOwnSetUpAreTold(error: CognitoError) {
        #expect(error.isMisconfiguration)
    }

    @Test(
        arguments: CognitoError.Text.allCases.filter {
            ![
                .passwordFlowDisabled, .refreshFlowDisabled, .srpFlowDisabled, .choiceFlowDisabled,
                .adminFlowDisabled,
            ].contains($0)
        })
    func aRefusalOfTheUserIsNotOurSetUp(text: CognitoError.Text) {
        #expect(!CognitoError(.notAuthorized, text).isMisconfiguration)
        #expect(CognitoError(.notAuthorized, text).text == text)
    }
}
