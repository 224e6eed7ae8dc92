import CognitoAPI

/// AuthParameters and ChallengeResponses: a map of names in capitals.
struct AuthParameters: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]?) {
        self.values = values ?? [:]
    }

    /// The entries whose names begin with `prefix`, without it.
    func entries(behind prefix: String) -> [String: String] {
        var entries: [String: String] = [:]
        for (name, value) in values where name.hasPrefix(prefix) {
            entries[String(name.dropFirst(prefix.count))] = value
        }
        return entries
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
