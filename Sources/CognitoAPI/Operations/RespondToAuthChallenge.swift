/// Answers the next step of a sign-in (Cognito API reference, `RespondToAuthChallenge`).
package enum RespondToAuthChallenge {
    package struct Input: CognitoInput {
        package typealias Output = RespondToAuthChallenge.Output
        package static let operation = "RespondToAuthChallenge"
        package static let isIdempotent = false

        package var clientId: String
        package var challengeName: String
        package var session: String?
        package var challengeResponses: [String: String]?
        package var clientMetadata: [String: String]?
        package var userContextData: UserContextData?

        package init(
            clientId: String, challengeName: String, session: String? = nil,
            challengeResponses: [String: String]? = nil, clientMetadata: [String: String]? = nil,
            userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.challengeName = challengeName
            self.session = session
            self.challengeResponses = challengeResponses
            self.clientMetadata = clientMetadata
            self.userContextData = userContextData
        }
    }

    package typealias Output = SignInOutput
}
