import CognitoAPI

/// AuthParameters and ChallengeResponses: a map of names in capitals.
struct AuthParameters: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]?) {
        self.values = values ?? [:]
    }

    subscript(name: String) -> String? { values[name] }

    /// - Throws: `InvalidParameterException` "Missing required parameter {NAME}"; empty counts as
    ///   missing.
    func required(_ name: String) throws(CognitoError) -> String {
        guard let value = values[name], !value.isEmpty else {
            throw CognitoError(.invalidParameter, "Missing required parameter \(name)")
        }
        return value
    }
}
