import AuthAPI
import HTTPRouting
import HTTPServer
import HTTPWire
import Logging
import Mail
import UserPool

/// The whole configuration, parsed once, immutable.
package struct Configuration: Sendable {
    /// Who holds the accounts.
    package enum Backend: Sendable {
        case cognito(CognitoBackend)
        case embedded(EmbeddedBackend)

        /// Whoever can reach the inbox sees codes: nothing that real users depend on.
        var showsCodes: Bool {
            if case .embedded(let pool) = self { pool.showsInbox } else { false }
        }

        /// What works, but hardly as it is meant.
        var warnings: [String] {
            guard case .embedded(let pool) = self, !pool.showsInbox, pool.mail == nil else {
                return []
            }
            return [
                "nobody gets a code, so nobody can confirm an account or reset a password: set "
                    + "GATEHOUSE_SMTP_URL and GATEHOUSE_MAIL_FROM, or GATEHOUSE_INBOX=on for development"
            ]
        }
    }

    package enum LogFormat: String, Sendable {
        case text, json
    }

    package let backend: Backend
    package let host: String
    package let port: Int
    /// `nil`: no metrics.
    package let metricsPort: Int?
    /// Whether somebody asked for that very port: then it must be had.
    package let demandsMetricsPort: Bool
    /// Load balancers that name their clients by the PROXY protocol.
    package let proxyProtocol: AddressList
    /// Proxies that are believed in a header; `nil`: none.
    package let proxyTrust: ProxyTrust?
    /// Values of `token_use` that guarded routes accept.
    package let tokenUses: Set<String>
    package let allowedClientIDs: Set<String>
    package let trustedIssuers: [TrustedIssuerSetting]
    /// Verified tokens that are remembered.
    package let tokenCache: Int
    /// Exact origins, or `*`.
    package let corsOrigins: [String]
    package let dataDirectory: String
    package let logLevel: Logger.Level
    /// `nil`: text on a terminal, else JSON.
    package let logFormat: LogFormat?
    package let workers: Int?
    /// What a client may take of a server; the connections may be fewer where descriptors are.
    package let limits: ServerLimits
    package let rateLimits: RateLimitSettings
    /// Whether not even `/register` tells that an address has an account.
    package let hidesAccounts: Bool
    package let drainDelay: Duration
    package let drainTime: Duration
    /// Whether a second process on the data directory waits to take over, instead of being refused.
    package let handsOver: Bool
    /// What is not wrong, but not what it may seem either.
    package let warnings: [String]
}

/// A further issuer whose tokens guarded routes accept.
package struct TrustedIssuerSetting: Sendable, Equatable {
    package let issuer: String
    package let clientIDs: Set<String>

    package var jwksURL: String { "\(issuer)/.well-known/jwks.json" }
}

/// Amazon Cognito, or whoever speaks its protocol at `endpoint`.
package struct CognitoBackend: Sendable {
    package let region: String
    package let userPoolID: String
    package let clientID: String
    package let clientSecret: String?
    /// Whether Cognito is told the client's address (UserContextData).
    package let sendsClientAddress: Bool
    package let endpoint: String
    package let issuer: String
    package let jwksURL: String
    package let caFile: String?
    /// Milliseconds.
    package let connectTimeout: Int64
    /// Milliseconds, repetitions included.
    package let requestTimeout: Int64
}

/// The pool of our own.
package struct EmbeddedBackend: Sendable {
    package let region: String
    package let port: Int
    /// `nil`: `http://localhost:{port}` once the port is known.
    package let url: String?
    package let usesAmazonIssuer: Bool
    package let policyFile: String?
    package let policy: PoolPolicy
    /// Seals the pool's keys; `nil`: a file of its own does.
    package let key: [UInt8]?
    package let showsInbox: Bool
    /// Who may call the wire door's signed operations.
    package let administrators: AdminAccess
    /// `nil`: no mail is sent.
    package let mail: MailSettings?
}

/// How codes are mailed.
package struct MailSettings: Sendable {
    package let server: SMTPServer
    package let sender: Sender
}
