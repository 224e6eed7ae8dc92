import Logging

extension Configuration {
    /// What the settings amount to, for people; a secret is only said to be there.
    package var summary: [(name: String, value: String)] {
        backendSummary + [
            ("API", "http://\(host):\(port)"),
            ("tokens accepted", tokenUses.sorted().joined(separator: ", ")),
            ("CORS origins", corsOrigins.isEmpty ? "none" : corsOrigins.joined(separator: ", ")),
            ("data directory", dataDirectory),
            (
                "log",
                "\(logLevel.rawValue), \(logFormat?.rawValue ?? "text on a terminal, else json")"
            ),
        ]
    }

    private var backendSummary: [(name: String, value: String)] {
        switch backend {
        case .cognito(let cognito):
            [
                (
                    "accounts",
                    "Amazon Cognito, pool \(cognito.userPoolID), client \(cognito.clientID)"
                ),
                ("client secret", cognito.clientSecret == nil ? "none" : "set"),
                ("endpoint", cognito.endpoint), ("issuer", cognito.issuer),
                ("keys", cognito.jwksURL),
            ]
        case .embedded(let pool):
            [
                ("accounts", "the embedded pool (COGNITO_USER_POOL_ID is not set)"),
                ("wire door", "http://\(host):\(pool.port)"),
                ("inbox", pool.showsInbox ? "on: codes are shown to whoever can reach it" : "off"),
                ("policy", pool.policyFile ?? "Cognito's defaults"),
            ]
        }
    }
}
