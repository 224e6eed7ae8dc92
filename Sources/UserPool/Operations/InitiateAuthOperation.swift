import CognitoAPI

/// Begins a sign-in or refreshes tokens, by the flow that is asked for.
struct InitiateAuthOperation: PoolOperation {
    private let clients: ClientDirectory
    private let flows: SignInFlows

    init(_ parts: PoolParts, flows: SignInFlows) {
        clients = parts.clients
        self.flows = flows
    }

    private static let names = [
        "USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN", "CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH",
        "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH",
    ]

    var model: [ModelMember<InitiateAuth.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("authFlow", .oneOf(Self.names)) { $0.authFlow },
            ModelMember("session", .session, required: false) { $0.session },
            ModelMember(entry: "USERNAME", of: { $0.authParameters }, .userName),
            ModelMember(entry: "PASSWORD", of: { $0.authParameters }, .password),
        ]
    }

    func perform(_ input: InitiateAuth.Input) async throws(CognitoError) -> SignInOutput {
        let client = try clients.client(input.clientId)
        let parameters = AuthParameters(input.authParameters)
        switch input.authFlow {
        case "USER_PASSWORD_AUTH":
            try client.requires(.password, .passwordFlowDisabled)
            return try await flows.password.perform(parameters, client: client)
        case "USER_SRP_AUTH":
            try client.requires(.srp, .srpFlowDisabled)
            return try await flows.srp.begin(parameters, client: client)
        case "USER_AUTH":
            try client.requires(.choice, .choiceFlowDisabled)
            return if let session = input.session {
                try await flows.choice.resume(session, parameters, client: client)
            } else {
                try await flows.choice.begin(parameters, client: client)
            }
        case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN":
            try client.requires(.refresh, .refreshFlowDisabled)
            return SignInOutput(
                authenticationResult: try await refresh(parameters, client: client),
                challengeParameters: [:])
        default:
            throw Self.unavailable(input.authFlow)
        }
    }

    private func refresh(
        _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> AuthenticationResult {
        let token = try parameters.required("REFRESH_TOKEN")
        let hash = parameters["SECRET_HASH"]
        return try await flows.refresher.refresh(
            token, client: client, deviceKey: parameters["DEVICE_KEY"]
        ) {
            user throws(CognitoError) in
            try client.checkRefresh(secretHash: hash, for: user.username)
        }
    }

    /// Flows that no client of this pool has, and those of the admin's side.
    private static func unavailable(_ flow: String) -> CognitoError {
        switch flow {
        case "CUSTOM_AUTH":
            CognitoError(
                .invalidParameter,
                "Custom auth lambda trigger is not configured for the user pool.")
        default: CognitoError(.invalidParameter, .methodNotSupported)
        }
    }
}
