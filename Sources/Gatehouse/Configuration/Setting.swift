/// One variable of the configuration: its name, its default, and what it means.
package struct Setting: Sendable {
    package let name: String
    /// The value that holds when the variable is absent or empty; `nil`: nothing.
    package let standard: String?
    /// One sentence for people, with the unit.
    package let meaning: String
    /// A secret never shows in a log, an error or `gatehouse check`; it can also stand in the file
    /// that `{name}_FILE` names.
    package let isSecret: Bool

    init(_ name: String, _ standard: String?, _ meaning: String, isSecret: Bool = false) {
        self.name = name
        self.standard = standard
        self.meaning = meaning
        self.isSecret = isSecret
    }
}

extension Setting {
    static let region = Setting(
        "AWS_REGION", "us-east-1",
        "Region of the user pool; without COGNITO_USER_POOL_ID, of an embedded pool at its first start."
    )
    static let userPoolID = Setting(
        "COGNITO_USER_POOL_ID", nil,
        "Amazon Cognito user pool, e.g. eu-west-1_AbCdEfGhI; absent: the embedded pool.")
    static let clientID = Setting("COGNITO_CLIENT_ID", nil, "App client of that user pool.")
    static let clientSecret = Setting(
        "COGNITO_CLIENT_SECRET", nil, "The app client's secret, if it has one.", isSecret: true)
    static let endpoint = Setting(
        "COGNITO_ENDPOINT", nil,
        "Another URL for Cognito's API; the JWKS is then at {COGNITO_ENDPOINT}/{poolId}/.well-known/jwks.json."
    )
    static let sendClientAddress = Setting(
        "GATEHOUSE_SEND_CLIENT_ADDRESS", "off",
        "on: Cognito is told the client's address for its threat protection; the app client needs a secret and EnablePropagateAdditionalUserContextData."
    )
    static let issuer = Setting(
        "COGNITO_ISSUER", nil,
        "The iss that tokens must carry; default https://cognito-idp.{region}.amazonaws.com/{poolId}."
    )
    static let host = Setting(
        "HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 in a container.")
    static let port = Setting("PORT", "3000", "Port of the JSON API; 0 takes a free one.")
    static let metricsPort = Setting(
        "GATEHOUSE_METRICS_PORT", "9464",
        "Port of GET /metrics (Prometheus's text format), on HOST; 0 takes a free one, off: none.")
    static let proxyProtocol = Setting(
        "GATEHOUSE_PROXY_PROTOCOL", nil,
        "Load balancers whose connections to PORT begin with the PROXY protocol (version 1 or 2), which is then demanded of them: addresses, CIDRs, loopback, linklocal, uniquelocal or private, comma-separated; absent: none."
    )
    static let trustProxy = Setting(
        "TRUST_PROXY", nil,
        "Proxies that are believed when they name the client in GATEHOUSE_FORWARDED_HEADER: how many stand in front, or their addresses, CIDRs, loopback, linklocal, uniquelocal or private, comma-separated; absent: none."
    )
    static let forwardedHeader = Setting(
        "GATEHOUSE_FORWARDED_HEADER", "x-forwarded-for",
        "x-forwarded-for or forwarded (RFC 7239): the one that the trusted proxies set.")
    static let tokenUse = Setting(
        "TOKEN_USE", "access", "Tokens that guarded routes accept: access, id or access,id.")
    static let corsOrigins = Setting(
        "CORS_ORIGINS", nil,
        "Origins of the SPA, comma-separated, e.g. https://app.example.com; * for any; absent: none."
    )
    static let logLevel = Setting(
        "LOG_LEVEL", "info", "trace, debug, info, notice, warning, error or critical.")
    static let logFormat = Setting(
        "LOG_FORMAT", nil, "text or json; default text on a terminal, else json.")
    static let dataDirectory = Setting(
        "GATEHOUSE_DATA_DIR", "./data", "Directory of the embedded pool's data and of sign-outs.")
    static let poolPort = Setting(
        "GATEHOUSE_POOL_PORT", "9229", "Port of the embedded pool's wire door; 0 takes a free one.")
    static let poolURL = Setting(
        "GATEHOUSE_POOL_URL", nil,
        "URL of the wire door as others see it, part of the issuer; default http://localhost:{port}."
    )
    static let poolIssuer = Setting(
        "GATEHOUSE_POOL_ISSUER", "url",
        "url: {GATEHOUSE_POOL_URL}/{poolId}; aws: the shape of Amazon's issuer.")
    static let poolPolicy = Setting(
        "GATEHOUSE_POOL_POLICY", nil,
        "JSON file with the embedded pool's policy (see Config/pool.json); absent: Cognito's defaults."
    )
    static let inbox = Setting(
        "GATEHOUSE_INBOX", nil,
        "on or off: show codes at /inbox and in the log; default on for a loopback HOST, else off.")
    static let poolKey = Setting(
        "GATEHOUSE_POOL_KEY", nil,
        "The secret that seals the embedded pool's keys, codes and client secrets: 32 bytes in base64 (openssl rand -base64 32); absent: the file pool/code.key in the data directory.",
        isSecret: true)
    static let poolAccessKeyID = Setting(
        "GATEHOUSE_POOL_ACCESS_KEY_ID", nil,
        "Access key with which administrators sign the operations that Amazon wants signed (Signature Version 4); absent: on a loopback HOST whoever runs on this machine may call them while the inbox is on, else nobody."
    )
    static let poolSecretAccessKey = Setting(
        "GATEHOUSE_POOL_SECRET_ACCESS_KEY", nil, "The secret of that access key.", isSecret: true)
    static let smtpURL = Setting(
        "GATEHOUSE_SMTP_URL", nil,
        "Mail server that takes the embedded pool's codes: smtp://host:587 (STARTTLS, not demanded of this machine unless GATEHOUSE_CA_BUNDLE is set) or smtps://host:465; absent: no mail is sent.",
        isSecret: true)
    static let smtpUser = Setting(
        "GATEHOUSE_SMTP_USER", nil,
        "User at the mail server, unless it stands in GATEHOUSE_SMTP_URL.")
    static let smtpPassword = Setting(
        "GATEHOUSE_SMTP_PASSWORD", nil, "That user's password.", isSecret: true)
    static let mailFrom = Setting(
        "GATEHOUSE_MAIL_FROM", nil,
        "Who the mail is from: no-reply@example.com or Example <no-reply@example.com>.")
    static let allowedClientIDs = Setting(
        "GATEHOUSE_ALLOWED_CLIENT_IDS", nil,
        "Further app clients whose tokens are accepted, comma-separated.")
    static let trustedIssuers = Setting(
        "GATEHOUSE_TRUSTED_ISSUERS", nil,
        "Further issuers whose tokens guarded routes accept: each its URL and its app clients, separated by spaces; several separated by commas."
    )
    static let tokenCache = Setting(
        "GATEHOUSE_TOKEN_CACHE", "10000",
        "Verified tokens remembered, about 5 KB each; 0 checks every signature anew.")
    static let connectTimeout = Setting(
        "GATEHOUSE_CONNECT_TIMEOUT", "2", "Seconds to connect to Cognito.")
    static let requestTimeout = Setting(
        "GATEHOUSE_REQUEST_TIMEOUT", "5",
        "Seconds for a whole call to Cognito, repetitions included.")
    static let caFile = Setting(
        "GATEHOUSE_CA_BUNDLE", nil,
        "PEM file of the authorities trusted for COGNITO_ENDPOINT and the mail server; absent: the system's."
    )
    static let workers = Setting(
        "GATEHOUSE_WORKERS", nil, "Event loops of the API; default: the number of cores.")
    static let drainDelay = Setting(
        "GATEHOUSE_DRAIN_DELAY", "0",
        "Seconds after SIGTERM in which /ready says 503 and requests are still taken: what a load balancer needs to look elsewhere."
    )
    static let drainTime = Setting(
        "GATEHOUSE_DRAIN_TIME", "20", "Seconds that requests in flight may take after SIGTERM.")
    static let maxConnections = Setting(
        "GATEHOUSE_MAX_CONNECTIONS", nil,
        "Open connections of the API; default 10000, fewer where the descriptors (ulimit -n) are fewer. The wire door has a quarter of it."
    )
    static let maxConnectionsPerAddress = Setting(
        "GATEHOUSE_MAX_CONNECTIONS_PER_ADDRESS", "256",
        "Open connections of one public client address (IPv6: a /64); 0 is without limit.")
    static let headTimeout = Setting(
        "GATEHOUSE_HEAD_TIMEOUT", "10", "Seconds for a request's head to arrive.")
    static let bodyTimeout = Setting(
        "GATEHOUSE_BODY_TIMEOUT", "30", "Seconds for a request's body to arrive.")
    static let totalTimeout = Setting(
        "GATEHOUSE_TOTAL_TIMEOUT", "60",
        "Seconds from a request's first byte to its answer, whatever its parts may take.")
    static let idleTimeout = Setting(
        "GATEHOUSE_IDLE_TIMEOUT", "75",
        "Seconds that a connection may wait for its next request: longer than a load balancer does, mostly 60."
    )

    static let handover = Setting(
        "GATEHOUSE_HANDOVER", "off",
        "on: a second process on the same data directory waits; when the first gets SIGTERM it takes over its ports and no connection is refused (Linux)."
    )
    static let rateLimits = Setting(
        "GATEHOUSE_RATE_LIMITS",
        "sign-in=100/60,mail=30/600,code=60/600,session=300/60,account-failures=20/900,account-codes=20/3600,cognito-sign-ins=100/1",
        "Times and seconds like sign-in=100/60, or sign-in=off, comma-separated, over the defaults; off for none. Per client address and route: sign-in, mail (what sends one), code (verify, reset), session (refresh, logout); not limited by default while the inbox is on. Per account: account-failures, account-codes. All together, in front of Amazon: cognito-sign-ins, cognito-mails (Cognito's own sender has 50/86400)."
    )

    static let enumerationDefence = Setting(
        "GATEHOUSE_ENUMERATION_DEFENCE", "cognito",
        "Whether /register tells that an e-mail has an account: cognito (it does, as Cognito) or strict (the answer is the same, and no code is sent to a taken address)."
    )

    /// Names of the contract that this version does not use yet: silence would be misread.
    static let unused = ["COGNITO_DOMAIN"]

    /// Every variable there is, in the order of `.env.example`.
    package static let all: [Setting] = [
        region, userPoolID, clientID, clientSecret, sendClientAddress, endpoint, issuer, caFile,
        connectTimeout,
        requestTimeout, host, port, metricsPort, proxyProtocol, trustProxy, forwardedHeader,
        corsOrigins,
        tokenUse, allowedClientIDs, trustedIssuers, tokenCache,
        dataDirectory,
        poolPort,
        poolURL, poolIssuer, poolPolicy, inbox, poolKey, poolAccessKeyID, poolSecretAccessKey,
        smtpURL, smtpUser, smtpPassword, mailFrom, logLevel,
        logFormat, workers, drainDelay,
        drainTime, handover, maxConnections, maxConnectionsPerAddress, headTimeout, bodyTimeout,
        totalTimeout, idleTimeout, rateLimits, enumerationDefence,
    ]
}
