import AuthAPI
import HTTPRouting
import HTTPWire
import Logging
import Mail

extension Configuration {
    /// What the settings amount to, for people; a secret is only said to be there.
    package var summary: [(name: String, value: String)] {
        backendSummary + [
            ("API", "http://\(host):\(port)"),
            ("client's address", clientSource),
            ("tokens accepted", tokenUses.sorted().joined(separator: ", ")),
            (
                "further issuers",
                trustedIssuers.isEmpty
                    ? "none" : trustedIssuers.map(\.issuer).joined(separator: ", ")
            ),
            ("limits", rateLimits.summary),
            ("verified tokens kept", tokenCache == 0 ? "none" : "\(tokenCache) at most"),
            ("CORS origins", corsOrigins.isEmpty ? "none" : corsOrigins.joined(separator: ", ")),
            ("data directory", dataDirectory),
            (
                "log",
                "\(logLevel.rawValue), \(logFormat?.rawValue ?? "text on a terminal, else json")"
            ),
        ]
    }

    private var clientSource: String {
        let peer = proxyProtocol.isEmpty ? "the peer's" : "the peer's, or the PROXY protocol's"
        guard let trust = proxyTrust else { return peer + "; no header is believed" }
        let field = trust.field == .forwarded ? "Forwarded" : "X-Forwarded-For"
        switch trust.proxies {
        case .hops(let count): return peer + "; \(field) behind \(count) proxies"
        case .listed: return peer + "; \(field) behind the listed proxies"
        }
    }

    /// Who may call the wire door's signed operations.
    static func administrators(_ access: AdminAccess) -> String {
        switch access {
        case .key(let key): "who signs with \(key.id)"
        case .thisMachine: "whoever runs on this machine (development)"
        case .nobody: "nobody: GATEHOUSE_POOL_ACCESS_KEY_ID is not set"
        }
    }

    /// Server and sender, without user and password.
    static func mail(_ settings: MailSettings) -> String {
        "from \(settings.sender.address.text) by \(settings.server.address)"
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
                ("administrators", Self.administrators(pool.administrators)),
                ("mail", pool.mail.map(Self.mail) ?? "none is sent"),
                ("policy", pool.policyFile ?? "Cognito's defaults"),
            ]
        }
    }
}
