import AuthAPI
import Cryptography
import HTTPServer
import HTTPWire
import Logging
import UserPool

extension Configuration {
    /// Parses variables into a configuration, or into the complete list of faults.
    package static func parse(
        _ values: [String: String], readFile: @escaping (String) -> String? = { _ in nil }
    ) -> Result<Configuration, ConfigurationFaults> {
        var reader = SettingsReader(values: values, readFile: readFile)
        let host = reader.string(.host) ?? ""
        let backend = backend(&reader, host: host)
        let port = reader.integer(.port, in: 0...65535) ?? 0
        if case .embedded(let pool) = backend, pool.port == port, port > 0 {
            reader.fault(.poolPort, "is PORT's too: API and pool need a port each")
        }
        let proxyProtocol = reader.addresses(.proxyProtocol)
        let limits = reader.serverLimits()
        let configuration = Configuration(
            backend: backend,
            host: host,
            port: port,
            metricsPort: metricsPort(&reader),
            demandsMetricsPort: reader.isGiven(.metricsPort),
            proxyProtocol: proxyProtocol,
            proxyTrust: reader.proxyTrust(.trustProxy, field: .forwardedHeader),
            tokenUses: tokenUses(&reader),
            allowedClientIDs: Set(reader.list(.allowedClientIDs)),
            trustedIssuers: trustedIssuers(&reader, beside: backend),
            tokenCache: reader.integer(.tokenCache, in: 0...1_000_000) ?? 0,
            corsOrigins: origins(&reader),
            dataDirectory: reader.string(.dataDirectory) ?? "",
            logLevel: reader.choice(.logLevel, logLevels) ?? .info,
            logFormat: reader.choice(.logFormat, ["text": LogFormat.text, "json": .json]),
            workers: reader.integer(.workers, in: 1...256),
            limits: limits,
            rateLimits: reader.rateLimits(
                .rateLimits, inDevelopment: backend.showsCodes),
            hidesAccounts: reader.choice(.enumerationDefence, ["cognito": false, "strict": true])
                ?? false,
            drainDelay: .milliseconds(reader.seconds(.drainDelay, in: 0...3600)),
            drainTime: .milliseconds(reader.seconds(.drainTime, in: 0...3600)),
            handsOver: reader.choice(.handover, switches) ?? false,
            warnings: warnings(values, proxyProtocol, limits) + backend.warnings)
        return reader.faults.isEmpty
            ? .success(configuration) : .failure(.init(faults: reader.faults))
    }

    private static let switches = ["on": true, "off": false]
    private static let logLevels = Dictionary(
        uniqueKeysWithValues: Logger.Level.allCases.map { ($0.rawValue, $0) })

    private static func metricsPort(_ reader: inout SettingsReader) -> Int? {
        if reader.string(.metricsPort) == "off" { return nil }
        return reader.integer(.metricsPort, in: 0...65535)
    }

    private static func backend(_ reader: inout SettingsReader, host: String) -> Backend {
        if let poolID = reader.string(.userPoolID) {
            return .cognito(cognito(&reader, userPoolID: poolID))
        }
        for setting in [Setting.clientID, .clientSecret, .endpoint, .issuer]
        where reader.isGiven(setting) {
            reader.fault(
                setting, "needs COGNITO_USER_POOL_ID too; without it the embedded pool runs")
        }
        return .embedded(embedded(&reader, host: host))
    }

    private static func cognito(_ reader: inout SettingsReader, userPoolID: String)
        -> CognitoBackend
    {
        let region = region(&reader, of: userPoolID)
        let clientID = reader.string(.clientID) ?? ""
        if clientID.isEmpty { reader.fault(.clientID, "set the id of the pool's app client") }
        let secret = reader.string(.clientSecret)
        let sendsAddress = reader.choice(.sendClientAddress, switches) ?? false
        if sendsAddress, secret == nil {
            reader.fault(.sendClientAddress, "needs an app client with a secret (Cognito's rule)")
        }
        let amazon = "https://cognito-idp.\(region).amazonaws.com"
        let endpoint = reader.url(.endpoint) ?? amazon
        return CognitoBackend(
            region: region, userPoolID: userPoolID, clientID: clientID,
            clientSecret: secret, sendsClientAddress: sendsAddress, endpoint: endpoint,
            issuer: reader.url(.issuer) ?? "\(amazon)/\(userPoolID)",
            jwksURL: "\(endpoint)/\(userPoolID)/.well-known/jwks.json",
            caFile: reader.certificates(.caFile),
            connectTimeout: reader.seconds(.connectTimeout, in: 0.1...60),
            requestTimeout: reader.seconds(.requestTimeout, in: 0.1...300))
    }

    private static func region(_ reader: inout SettingsReader, of userPoolID: String) -> String {
        let ofPool = String(userPoolID.prefix { $0 != "_" })
        let suffix = userPoolID.dropFirst(ofPool.count + 1)
        // It goes into URLs (Cognito: [\w-]+_[0-9a-zA-Z]+, at most 55).
        let isWord = userPoolID.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
        }
        if ofPool.isEmpty || suffix.isEmpty || userPoolID.utf8.count > 55 || !isWord {
            reader.fault(.userPoolID, "must look like eu-west-1_AbCdEfGhI")
        }
        if !reader.isGiven(.region) {
            reader.fault(.region, "set it to the pool's region, \(ofPool)")
        } else if let region = reader.string(.region), region != ofPool {
            reader.fault(.region, "is \(region), but the pool id says \(ofPool)")
        }
        return ofPool
    }

    private static func embedded(_ reader: inout SettingsReader, host: String) -> EmbeddedBackend {
        let policy = policy(&reader)
        let showsInbox = reader.choice(.inbox, switches) ?? isLoopback(host)
        if !showsInbox, policy.passwordHashing.isWeak {
            reader.fault(
                .poolPolicy,
                "PasswordHashing must be at least \(PasswordHashing.least); less is for tests, with "
                    + "GATEHOUSE_INBOX=on")
        }
        return EmbeddedBackend(
            region: policy.region,
            port: reader.integer(.poolPort, in: 0...65535) ?? 0,
            url: reader.url(.poolURL),
            usesAmazonIssuer: reader.choice(.poolIssuer, ["url": false, "aws": true]) ?? false,
            policyFile: reader.string(.poolPolicy), policy: policy,
            key: poolKey(&reader), showsInbox: showsInbox,
            administrators: administrators(
                &reader, isDevelopment: showsInbox && isLoopback(host)),
            mail: reader.mail())
    }

    private static func poolKey(_ reader: inout SettingsReader) -> [UInt8]? {
        guard let text = reader.string(.poolKey) else { return nil }
        guard let key = Base64.decode(text), key.count == AESGCM.keyBytes else {
            reader.fault(.poolKey, "must be 32 bytes in base64: openssl rand -base64 32")
            return nil
        }
        return key
    }

    private static func administrators(
        _ reader: inout SettingsReader, isDevelopment: Bool
    ) -> AdminAccess {
        let id = reader.string(.poolAccessKeyID)
        let secret = reader.string(.poolSecretAccessKey)
        switch (id, secret) {
        case (let id?, let secret?):
            if id.utf8.count < 4 || !id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) {
                reader.fault(.poolAccessKeyID, "must have at least 4 letters or digits")
            }
            if secret.utf8.count < 16 {
                reader.fault(.poolSecretAccessKey, "must have at least 16 characters")
            }
            return .key(AccessKey(id: id, secret: secret))
        case (_?, nil): reader.fault(.poolSecretAccessKey, "is missing beside the key's id")
        case (nil, _?): reader.fault(.poolAccessKeyID, "is missing beside the secret")
        case (nil, nil): break
        }
        return isDevelopment ? .thisMachine : .nobody
    }

    /// The operator's policy, or Cognito's defaults; AWS_REGION wins over the file's region.
    private static func policy(_ reader: inout SettingsReader) -> PoolPolicy {
        var policy = PoolPolicy()
        if let content = reader.content(.poolPolicy) {
            do throws(UserPoolError) {
                policy = try PoolPolicy(json: Array(content.utf8))
            } catch {
                reader.fault(.poolPolicy, "\(error)")
            }
        }
        if reader.isGiven(.region), let region = reader.string(.region) {
            let isRegion = PoolPolicy.isRegion(region)
            if isRegion {
                policy.region = region
            } else {
                reader.fault(.region, "must look like us-east-1")
            }
        }
        for fault in policy.faults { reader.fault(.poolPolicy, fault) }
        return policy
    }

    private static func warnings(
        _ values: [String: String], _ proxyProtocol: AddressList, _ limits: ServerLimits
    ) -> [String] {
        let given = { (name: String) in values[name]?.isEmpty == false }
        var warnings = Setting.unused.filter(given)
            .map { "\($0) is set, but this version does not use it" }
        if given(Setting.endpoint.name), !given(Setting.issuer.name) {
            warnings.append(
                "COGNITO_ENDPOINT is set and COGNITO_ISSUER is not: tokens must carry Amazon's issuer; "
                    + "in front of another Gatehouse set it to http://localhost:9229/{poolId}")
        }
        let onThisMachine = ["http://localhost", "http://127.", "http://[::1]"]
        if let endpoint = values[Setting.endpoint.name], endpoint.hasPrefix("http://"),
            !onThisMachine.contains(where: endpoint.hasPrefix)
        {
            warnings.append(
                "COGNITO_ENDPOINT is http: passwords and keys go over the network in the clear, and "
                    + "whoever sits on it can sign tokens")
        }
        if proxyProtocol.ranges.contains(where: \.isEverything) {
            warnings.append(
                "GATEHOUSE_PROXY_PROTOCOL lists everybody: whoever can connect to PORT can name any "
                    + "address as his")
        }
        if limits.idle < .seconds(60) {
            warnings.append(
                "GATEHOUSE_IDLE_TIMEOUT is under 60: a load balancer that keeps its connections as "
                    + "long will send requests into closed ones")
        }
        return warnings
    }

    private static func tokenUses(_ reader: inout SettingsReader) -> Set<String> {
        let uses = Set(reader.list(.tokenUse))
        if uses.isEmpty || !uses.isSubset(of: ["access", "id"]) {
            reader.fault(.tokenUse, "must be access, id or access,id")
        }
        return uses
    }

    private static func trustedIssuers(
        _ reader: inout SettingsReader, beside backend: Backend
    ) -> [TrustedIssuerSetting] {
        var issuers: [TrustedIssuerSetting] = []
        var known: Set<String> = []
        if case .cognito(let cognito) = backend { known = [cognito.issuer] }
        for entry in reader.list(.trustedIssuers) {
            let words = entry.split(separator: " ").map(String.init)
            guard let url = reader.trustedURL(.trustedIssuers, words[0]) else { continue }
            if words.count < 2 {
                reader.fault(.trustedIssuers, "name the app clients behind \(url)")
            } else if !known.insert(url).inserted {
                reader.fault(.trustedIssuers, "has \(url) twice")
            } else {
                issuers.append(.init(issuer: url, clientIDs: Set(words.dropFirst())))
            }
        }
        return issuers
    }

    /// An origin is scheme, host and port; a path or a trailing slash would never match.
    private static func origins(_ reader: inout SettingsReader) -> [String] {
        let origins = reader.list(.corsOrigins)
        for origin in origins where origin != "*" && !isOrigin(origin) {
            reader.fault(.corsOrigins, "\(origin) is not an origin like https://app.example.com")
        }
        return origins
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else {
            return false
        }
        let host = text.dropFirst(scheme.count)
        return !host.isEmpty && !host.contains { "/?#@* ".contains($0) }
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    }
}
