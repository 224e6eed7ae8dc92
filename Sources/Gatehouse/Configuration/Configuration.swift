import Logging
import UserPool

/// The whole configuration, parsed once, immutable.
package struct Configuration: Sendable {
    /// Who holds the accounts.
    package enum Backend: Sendable {
        case cognito(CognitoBackend)
        case embedded(EmbeddedBackend)
    }

    package enum LogFormat: String, Sendable {
        case text, json
    }

    package let backend: Backend
    package let host: String
    package let port: Int
    /// Values of `token_use` that guarded routes accept.
    package let tokenUses: Set<String>
    package let allowedClientIDs: Set<String>
    /// Exact origins, or `*`.
    package let corsOrigins: [String]
    package let dataDirectory: String
    package let logLevel: Logger.Level
    /// `nil`: text on a terminal, else JSON.
    package let logFormat: LogFormat?
    package let workers: Int?
    package let drainDelay: Duration
    package let drainTime: Duration
    /// What is not wrong, but not what it may seem either.
    package let warnings: [String]
}

/// Amazon Cognito, or whoever speaks its protocol at `endpoint`.
package struct CognitoBackend: Sendable {
    package let region: String
    package let userPoolID: String
    package let clientID: String
    package let clientSecret: String?
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
    package let showsInbox: Bool
}
