import CognitoAPI

/// The next step of a sign-in.
struct RespondToAuthChallengeOperation: PoolOperation {
    let clients: ClientDirectory
    let flows: SignInFlows

    private static let challenges = [
        "SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "MFA_SETUP",
        "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE", "SELECT_CHALLENGE", "DEVICE_SRP_AUTH",
        "DEVICE_PASSWORD_VERIFIER", "ADMIN_NO_SRP_AUTH", "NEW_PASSWORD_REQUIRED", "SMS_OTP",
        "PASSWORD", "WEB_AUTHN", "PASSWORD_SRP",
    ]

    var model: [ModelMember<RespondToAuthChallenge.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("challengeName", .oneOf(Self.challenges)) { $0.challengeName },
            ModelMember("session", .session, required: false) { $0.session },
            ModelMember(entry: "USERNAME", of: { $0.challengeResponses }, .userName),
            ModelMember(entry: "PASSWORD", of: { $0.challengeResponses }, .password),
            ModelMember(entry: "NEW_PASSWORD", of: { $0.challengeResponses }, .password),
        ]
    }

    func perform(_ input: RespondToAuthChallenge.Input) async throws(CognitoError) -> SignInOutput {
        let client = try clients.client(input.clientId)
        return try await flows.respond(
            to: input.challengeName, session: input.session,
            responses: AuthParameters(input.challengeResponses), client: client)
    }
}
