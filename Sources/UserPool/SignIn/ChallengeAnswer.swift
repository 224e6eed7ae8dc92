import CognitoAPI

/// An answer to a challenge that has a session, as it came.
struct ChallengeAnswer: Sendable {
    let session: String
    let name: UserName
    let responses: AuthParameters
    let client: AppClient

    /// - Throws: `InvalidParameterException` "Missing required parameter Session" (or USERNAME);
    ///   `NotAuthorizedException` for a wrong secret hash.
    init(
        session: String?, responses: AuthParameters, client: AppClient
    ) throws(CognitoError) {
        guard let session else {
            throw CognitoError(.invalidParameter, "Missing required parameter Session")
        }
        let userName = try responses.required("USERNAME")
        try client.check(secretHash: responses["SECRET_HASH"], for: userName)
        self.session = session
        self.name = try UserName(userName)
        self.responses = responses
        self.client = client
    }
}
