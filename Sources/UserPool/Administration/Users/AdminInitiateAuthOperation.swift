import CognitoAPI
import StrictJSON

/// Sign-in for a server that holds the pool's keys; what both sides have goes the user's way.
struct AdminInitiateAuthOperation: AdminOperation {
    static let name = "AdminInitiateAuth"
    private let parts: PoolParts
    private let flows: SignInFlows
    private let common: InitiateAuthOperation

    init(_ parts: PoolParts, flows: SignInFlows) {
        self.parts = parts
        self.flows = flows
        common = InitiateAuthOperation(parts, flows: flows)
    }

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let client = try parts.clients.client(input.text("ClientId"))
        let given = InitiateAuth.Input(
            clientId: client.id, authFlow: input.text("AuthFlow"),
            authParameters: input.textMap("AuthParameters"),
            session: input["Session"]?.stringValue)
        switch given.authFlow {
        case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH":
            try client.requires(.adminPassword, .adminFlowDisabled)
            return try JSONObject(
                wire: try await flows.password.perform(
                    AuthParameters(given.authParameters), client: client, ignoresDevices: true))
        case "USER_PASSWORD_AUTH":
            throw CognitoError(.invalidParameter, .methodNotSupported)
        default:
            try ModelConstraints.check(given, common.model)
            return try JSONObject(wire: try await common.perform(given))
        }
    }
}

struct AdminRespondToAuthChallengeOperation: AdminOperation {
    static let name = "AdminRespondToAuthChallenge"
    private let parts: PoolParts
    private let common: RespondToAuthChallengeOperation

    init(_ parts: PoolParts, flows: SignInFlows) {
        self.parts = parts
        common = RespondToAuthChallengeOperation(clients: parts.clients, flows: flows)
    }

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let given = RespondToAuthChallenge.Input(
            clientId: input.text("ClientId"), challengeName: input.text("ChallengeName"),
            session: input["Session"]?.stringValue,
            challengeResponses: input.textMap("ChallengeResponses"))
        try ModelConstraints.check(given, common.model)
        return try JSONObject(wire: try await common.perform(given))
    }
}

extension JSONObject {
    /// A map of strings.
    func textMap(_ name: String) -> [String: String]? {
        object(name).map { map in
            Dictionary(
                map.members.compactMap { member in
                    member.value.stringValue.map { (member.name, $0) }
                }
            ) { _, last in last }
        }
    }
}
