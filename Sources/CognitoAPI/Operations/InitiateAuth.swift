/// Begins a sign-in, or refreshes tokens (Cognito API reference, `InitiateAuth`).
package enum InitiateAuth {
    package struct Input: CognitoInput {
        package typealias Output = InitiateAuth.Output
        package static let operation = "InitiateAuth"
        package static let isIdempotent = false

        package var clientId: String
        package var authFlow: String
        package var authParameters: [String: String]?
        package var clientMetadata: [String: String]?
        package var session: String?
        package var userContextData: UserContextData?

        package init(
            clientId: String, authFlow: String, authParameters: [String: String]? = nil,
            clientMetadata: [String: String]? = nil, session: String? = nil,
            userContextData: UserContextData? = nil
        ) {
            self.clientId = clientId
            self.authFlow = authFlow
            self.authParameters = authParameters
            self.clientMetadata = clientMetadata
            self.session = session
            self.userContextData = userContextData
        }
    }

    package typealias Output = SignInOutput
}

/// Either tokens, or the next challenge with the session that continues it.
package struct SignInOutput: Codable, Sendable, Equatable {
    package var authenticationResult: AuthenticationResult?
    package var challengeName: String?
    package var challengeParameters: [String: String]?
    package var session: String?
    package var availableChallenges: [String]?

    package init(
        authenticationResult: AuthenticationResult? = nil, challengeName: String? = nil,
        challengeParameters: [String: String]? = nil, session: String? = nil,
        availableChallenges: [String]? = nil
    ) {
        self.authenticationResult = authenticationResult
        self.challengeName = challengeName
        self.challengeParameters = challengeParameters
        self.session = session
        self.availableChallenges = availableChallenges
    }
}
