import CognitoAPI
import StrictJSON

/// NEW_PASSWORD_REQUIRED: what the user is told about himself, and what he may answer.
struct NewPasswordChallenge: Sendable {
    let policy: UserPoolPolicy

    static let prefix = "userAttributes."

    func step(
        after proof: SignInProof, _ user: UserRecord, _ attributes: [String: String]
    ) -> NextStep {
        var state = ChallengeState(
            challenge: .newPasswordRequired, nameKey: proof.nameKey, user: user,
            lockoutName: proof.lockoutName)
        state.deviceKey = proof.deviceKey
        state.ignoresDevices = proof.ignoresDevices
        let missing = required.filter { attributes[$0] == nil }
        let shown = attributes.filter { $0.key != "sub" }.sorted { $0.key < $1.key }
        var map: JSONObject = [:]
        for (name, value) in shown { map[name] = .string(value) }
        return NextStep(
            state: state,
            parameters: [
                "USER_ID_FOR_SRP": user.username,
                "requiredAttributes": Self.text(.array(missing.map { .string(Self.prefix + $0) })),
                "userAttributes": Self.text(.object(map)),
            ])
    }

    /// The attributes among the answers.
    ///
    /// - Throws: `InvalidParameterException` "Invalid attributes given, {name} is missing";
    ///   `NotAuthorizedException` "Cannot modify an already provided {name}"; what `AttributeCheck`
    ///   throws.
    func attributes(
        in responses: AuthParameters, of present: [String: String], client: AppClient
    ) throws(CognitoError) -> [String: String] {
        let given = responses.entries(behind: Self.prefix)
        for name in given.keys.sorted() where isFixed(name, in: present) {
            throw CognitoError(.notAuthorized, "Cannot modify an already provided \(name)")
        }
        try AttributeCheck(policy: policy, client: client).update(given)
        let missing = required.first { present[$0] == nil && (given[$0] ?? "").isEmpty }
        if let missing {
            throw CognitoError(
                .invalidParameter, "Invalid attributes given, \(missing) is missing")
        }
        return given.filter { !$0.value.isEmpty }
    }

    private var required: [String] { policy.requiredAttributes }

    private func isFixed(_ name: String, in present: [String: String]) -> Bool {
        present[name] != nil
            && (required.contains(name) || policy.usernameAttributes.contains(name))
    }

    private static func text(_ value: JSONValue) -> String {
        String(decoding: value.jsonBytes, as: UTF8.self)
    }
}
