import CognitoAPI

/// Begins a sign-in or refreshes tokens, by the flow that is asked for.
struct InitiateAuthOperation: PoolOperation {
    private let clients: ClientDirectory
    private let passwordSignIn: PasswordSignIn
    private let refresher: TokenRefresher

    init(_ parts: PoolParts) {
        clients = parts.clients
        passwordSignIn = PasswordSignIn(parts)
        refresher = TokenRefresher(
            store: parts.store, issuer: parts.issuer, clock: parts.clock, report: parts.report)
    }

    private static let flows = [
        "USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN", "CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH",
        "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH",
    ]

    var model: [ModelMember<InitiateAuth.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("authFlow", .oneOf(Self.flows)) { $0.authFlow },
            ModelMember("session", .session, required: false) { $0.session },
            ModelMember(entry: "USERNAME", of: { $0.authParameters }, .userName),
            ModelMember(entry: "PASSWORD", of: { $0.authParameters }, .password),
        ]
    }

    func perform(_ input: InitiateAuth.Input) async throws(CognitoError) -> SignInOutput {
        let client = try clients.client(input.clientId)
        let parameters = AuthParameters(input.authParameters)
        let result: AuthenticationResult
        switch input.authFlow {
        case "USER_PASSWORD_AUTH":
            try client.requires(.password, .passwordFlowDisabled)
            result = try await passwordSignIn.perform(parameters, client: client)
        case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN":
            try client.requires(.refresh, .refreshFlowDisabled)
            result = try await refresh(parameters, client: client)
        default:
            throw Self.unavailable(input.authFlow)
        }
        return SignInOutput(authenticationResult: result, challengeParameters: [:])
    }

    private func refresh(
        _ parameters: AuthParameters, client: AppClient
    ) async throws(CognitoError) -> AuthenticationResult {
        let token = try parameters.required("REFRESH_TOKEN")
        let hash = parameters["SECRET_HASH"]
        return try await refresher.refresh(token, client: client) {
            user throws(CognitoError) in
            try client.checkRefresh(secretHash: hash, for: user.username)
        }
    }

    /// Flows that no client of this pool has, and those of the admin's side.
    private static func unavailable(_ flow: String) -> CognitoError {
        switch flow {
        case "USER_SRP_AUTH": CognitoError(.invalidParameter, .srpFlowDisabled)
        case "USER_AUTH":
            CognitoError(.invalidParameter, "USER_AUTH flow not enabled for this client")
        case "CUSTOM_AUTH":
            CognitoError(
                .invalidParameter,
                "Custom auth lambda trigger is not configured for the user pool.")
        default: CognitoError(.invalidParameter, .methodNotSupported)
        }
    }
}
