import AuthAPI
import CognitoClient
import HTTPRouting
import HTTPServer
import HTTPWire
import Testing

@testable import Gatehouse

@Suite struct ConfigurationTests {
    private func faults(_ values: [String: String]) -> [String] {
        guard case .failure(let found) = Configuration.parse(values) else { return [] }
        return found.faults.map(\.name)
    }

    @Test func nothingSetMeansTheEmbeddedPoolOnLoopback() throws {
        let configuration = try Configuration.parse([:]).get()
        guard case .embedded(let pool) = configuration.backend else {
            Issue.record("not the embedded pool")
            return
        }
        #expect(configuration.host == "127.0.0.1" && configuration.port == 3000)
        #expect(pool.port == 9229 && pool.showsInbox && pool.region == "us-east-1")
        #expect(configuration.tokenUses == ["access"])
    }

    @Test func threeVariablesMeanCognito() throws {
        let configuration = try Configuration.parse([
            "AWS_REGION": "eu-west-1", "COGNITO_USER_POOL_ID": "eu-west-1_AbCdEfGhI",
            "COGNITO_CLIENT_ID": "1example23456789",
        ]).get()
        guard case .cognito(let backend) = configuration.backend else {
            Issue.record("not Cognito")
            return
        }
        #expect(backend.endpoint == "https://cognito-idp.eu-west-1.amazonaws.com")
        #expect(
            backend.issuer == "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI")
        #expect(backend.jwksURL == backend.issuer + "/.well-known/jwks.json")
        #expect(backend.requestTimeout == 5000 && backend.connectTimeout == 2000)
    }

    @Test func anotherEndpointMovesTheKeysButNotTheIssuer() throws {
        let configuration = try Configuration.parse([
            "AWS_REGION": "eu-west-1", "COGNITO_USER_POOL_ID": "eu-west-1_AbCdEfGhI",
            "COGNITO_CLIENT_ID": "c", "COGNITO_ENDPOINT": "http://localhost:5000/",
        ]).get()
        guard case .cognito(let backend) = configuration.backend else {
            Issue.record("not Cognito")
            return
        }
        #expect(
            backend.jwksURL
                == "http://localhost:5000/eu-west-1_AbCdEfGhI/.well-known/jwks.json")
        #expect(backend.issuer.hasPrefix("https://cognito-idp.eu-west-1.amazonaws.com/"))
    }

    @Test func allFaultsAreToldAtOnce() {
        #expect(
            faults([
                "PORT": "80000", "TOKEN_USE": "refresh", "LOG_LEVEL": "loud",
                "CORS_ORIGINS": "https://a.example/", "GATEHOUSE_POOL_PROT": "1",
                "GATEHOUSE_POOL_URL": "localhost", "COGNITO_CLIENT_ID": "c",
            ]).sorted() == [
                "COGNITO_CLIENT_ID", "CORS_ORIGINS", "GATEHOUSE_POOL_PROT", "GATEHOUSE_POOL_URL",
                "LOG_LEVEL", "PORT", "TOKEN_USE",
            ])
    }

    @Test(arguments: [
        ["COGNITO_USER_POOL_ID": "eu-west-1_A", "COGNITO_CLIENT_ID": "c"],
        [
            "AWS_REGION": "us-east-1", "COGNITO_USER_POOL_ID": "eu-west-1_A",
            "COGNITO_CLIENT_ID": "c",
        ],
    ])
    func theRegionMustBeThePools(values: [String: String]) {
        #expect(faults(values) == ["AWS_REGION"])
    }

    @Test(arguments: ["us-east-1", "us-gov-west-1", "ap-southeast-2"])
    func aRegionIsTakenOver(region: String) throws {
        let read = try Configuration.parse(["AWS_REGION": region]).get()
        guard case .embedded(let pool) = read.backend else {
            Issue.record("not embedded")
            return
        }
        #expect(pool.region == region)
    }

    @Test(arguments: [
        "eu", "us-east-1a", "US-EAST-1", "us-east", "us-east-", "us--1", "use-east-1", "us-ea5t-1",
        "us-gov--1", "us-gov-we-st-1", "us-iso-west-1", "us-east-10", "us-east-1-", "ü-east-1", "-",
    ])
    func aRegionThatIsNoneIsTheRegionsFault(region: String) {
        #expect(faults(["AWS_REGION": region]) == ["AWS_REGION"])
    }

    @Test func aSecretCanStandInAFile() throws {
        let values = [
            "AWS_REGION": "eu-west-1", "COGNITO_USER_POOL_ID": "eu-west-1_A",
            "COGNITO_CLIENT_ID": "c", "COGNITO_CLIENT_SECRET_FILE": "/run/secrets/cognito",
        ]
        let read = Configuration.parse(values) { $0 == "/run/secrets/cognito" ? "s3cret\n" : nil }
        guard case .cognito(let backend) = try read.get().backend else {
            Issue.record("not Cognito")
            return
        }
        #expect(backend.clientSecret == "s3cret")
        #expect(faults(values) == ["COGNITO_CLIENT_SECRET_FILE"])
    }

    @Test func aFaultNeverShowsASecret() {
        let values = [
            "COGNITO_CLIENT_SECRET": "pl4nted", "COGNITO_CLIENT_SECRET_FILE": "/x",
            "COGNITO_USER_POOL_ID": "bad",
        ]
        guard case .failure(let found) = Configuration.parse(values) else {
            Issue.record("accepted")
            return
        }
        #expect(!found.description.contains("pl4nted"))
    }

    @Test func theInboxIsOffWhereOthersCanReachIt() throws {
        let configuration = try Configuration.parse(["HOST": "0.0.0.0"]).get()
        guard case .embedded(let pool) = configuration.backend else {
            Issue.record("not the embedded pool")
            return
        }
        #expect(!pool.showsInbox)
    }

    @Test func proxiesAreHopsOrAddresses() throws {
        let trust = { (text: String) in
            try Configuration.parse(["TRUST_PROXY": text]).get().proxyTrust
        }
        #expect(try trust("") == nil && trust("0") == nil)
        #expect(try trust("2") == ProxyTrust(.hops(2)))
        #expect(
            try trust("loopback, 10.0.0.0/24")
                == ProxyTrust(.listed(AddressList(parsing: ["loopback", "10.0.0.0/24"]))))
        let forwarded = ["TRUST_PROXY": "1", "GATEHOUSE_FORWARDED_HEADER": "Forwarded"]
        #expect(try Configuration.parse(forwarded).get().proxyTrust?.field == .forwarded)
    }

    @Test(arguments: ["true", "-1", "17", "10.0.0.1/8", "0.0.0.0/0", "::/0", "proxy.example"])
    func whomToBelieveIsSaidExactly(_ text: String) {
        #expect(faults(["TRUST_PROXY": text]) == ["TRUST_PROXY"])
    }

    @Test func everybodyAsLoadBalancerIsWarnedOf() throws {
        let listed = ["GATEHOUSE_PROXY_PROTOCOL": "10.0.0.0/24"]
        #expect(try Configuration.parse(listed).get().warnings.isEmpty)
        let everybody = try Configuration.parse(["GATEHOUSE_PROXY_PROTOCOL": "0.0.0.0/0"]).get()
        #expect(everybody.warnings.count == 1)
        #expect(faults(["GATEHOUSE_PROXY_PROTOCOL": "1"]) == ["GATEHOUSE_PROXY_PROTOCOL"])
    }

    @Test(arguments: [
        ("CORS_ORIGIN", "CORS_ORIGINS"), ("TRUSTED_PROXY", "TRUST_PROXY"),
        ("LOG_LEVELS", "LOG_LEVEL"), ("GATEHOUSE_WORKER", "GATEHOUSE_WORKERS"),
    ])
    func aMisspeltNameIsToldWithTheRightOne(name: String, setting: String) {
        guard case .failure(let faults) = Configuration.parse([name: "x"]) else {
            return #expect(Bool(false), "accepted")
        }
        #expect(faults.faults.map(\.name) == [name])
        #expect(faults.faults.first?.cure == "is not a setting; is \(setting) meant?")
    }

    /// They are other programs'.
    @Test func otherNamesAreNobodysMisspelling() {
        let others = [
            "HOME", "HOSTNAME", "POST", "PATH", "HTTP_PROXY", "https_proxy", "NO_PROXY", "LOG_FILE",
            "AWS_PROFILE", "AWS_DEFAULT_REGION", "DB_HOST", "NODE_ENV", "LOGNAME",
        ]
        #expect(faults(Dictionary(uniqueKeysWithValues: others.map { ($0, "x") })) == [])
    }

    @Test func eachDoorNeedsAPortOfItsOwn() {
        #expect(faults(["PORT": "9000", "GATEHOUSE_POOL_PORT": "9000"]) == ["GATEHOUSE_POOL_PORT"])
        #expect(faults(["PORT": "0", "GATEHOUSE_POOL_PORT": "0"]) == [])
    }

    @Test func whatClientsMayTakeIsSet() throws {
        #expect(try Configuration.parse([:]).get().limits == ServerLimits())
        let limits = try Configuration.parse([
            "GATEHOUSE_MAX_CONNECTIONS": "50000", "GATEHOUSE_MAX_CONNECTIONS_PER_ADDRESS": "0",
            "GATEHOUSE_HEAD_TIMEOUT": "2.5", "GATEHOUSE_BODY_TIMEOUT": "3",
            "GATEHOUSE_TOTAL_TIMEOUT": "4", "GATEHOUSE_IDLE_TIMEOUT": "350",
        ]).get().limits
        #expect(limits.connections == 50_000 && limits.connectionsPerAddress == 0)
        #expect(limits.head == .milliseconds(2500) && limits.body == .seconds(3))
        #expect(limits.request == .seconds(4) && limits.idle == .seconds(350))
        for name in ["HEAD", "BODY", "TOTAL", "IDLE"].map({ "GATEHOUSE_\($0)_TIMEOUT" }) {
            #expect(faults([name: "0"]) == [name] && faults([name: "soon"]) == [name])
        }
        #expect(faults(["GATEHOUSE_MAX_CONNECTIONS": "0"]) == ["GATEHOUSE_MAX_CONNECTIONS"])
    }

    @Test func codesThatReachNobodyAreWarnedOf() throws {
        #expect(try Configuration.parse(["HOST": "0.0.0.0"]).get().warnings.count == 1)
        let mailed = [
            "HOST": "0.0.0.0", "GATEHOUSE_SMTP_URL": "smtp://localhost",
            "GATEHOUSE_MAIL_FROM": "a@example.com",
        ]
        #expect(try Configuration.parse(mailed).get().warnings.isEmpty)
    }

    @Test func idlingShorterThanABalancerIsWarnedOf() throws {
        let short = try Configuration.parse(["GATEHOUSE_IDLE_TIMEOUT": "59"]).get()
        #expect(short.warnings.count == 1)
    }

    @Test func limitsAreChangedOneByOne() throws {
        let rates = { (text: String, host: String) in
            try Configuration.parse(["GATEHOUSE_RATE_LIMITS": text, "HOST": host]).get().rateLimits
        }
        let usual = try rates("", "0.0.0.0")
        #expect(usual.policies.signIn == RateLimitPolicy(name: "sign-in", quota: 100, window: 60))
        #expect(usual.signInBudget?.quota == 100 && usual.mailBudget == nil)
        let changed = try rates("sign-in=5/10, mail=off, cognito-mails=50/86400", "0.0.0.0")
        #expect(changed.policies.signIn == RateLimitPolicy(name: "sign-in", quota: 5, window: 10))
        #expect(changed.policies.mail == nil && changed.policies.code == usual.policies.code)
        #expect(changed.mailBudget?.window == 86_400)
        let none = try rates("off", "0.0.0.0")
        #expect(none.policies == RateLimits.Policies() && none.signInBudget == nil)
        let one = try rates("off,sign-in=1/1", "0.0.0.0")
        #expect(one.policies.signIn?.quota == 1 && one.policies.code == nil)
    }

    @Test func inDevelopmentClientsAreOnlyLimitedOnDemand() throws {
        let silent = try Configuration.parse([:]).get().rateLimits
        #expect(silent.policies.signIn == nil && silent.policies.accountFailures != nil)
        let said = try Configuration.parse(["GATEHOUSE_RATE_LIMITS": "mail=1/1"]).get()
        #expect(said.rateLimits.policies.signIn != nil)
    }

    @Test(arguments: [
        "on", "sign-in", "sign-in=", "sign-in=5", "sign-in=0/1", "sign-in=1/0", "sign-in=1/x",
        "sign-in=1/2/3", "sign-in=-1/2", "signin=1/2", "=1/2", "sign-in=1000001/1",
        "sign-in=1/2678401",
    ])
    func aLimitIsTimesAndSeconds(_ text: String) {
        #expect(faults(["GATEHOUSE_RATE_LIMITS": text]) == ["GATEHOUSE_RATE_LIMITS"])
    }

    @Test func theClientsAddressIsToldWhereCognitoTakesIt() throws {
        var values = [
            "AWS_REGION": "eu-west-1", "COGNITO_USER_POOL_ID": "eu-west-1_A",
            "COGNITO_CLIENT_ID": "c", "GATEHOUSE_SEND_CLIENT_ADDRESS": "on",
        ]
        #expect(faults(values) == ["GATEHOUSE_SEND_CLIENT_ADDRESS"])
        values["COGNITO_CLIENT_SECRET"] = "s"
        guard case .cognito(let told) = try Configuration.parse(values).get().backend else {
            Issue.record("not Cognito")
            return
        }
        #expect(told.sendsClientAddress)
    }

    @Test func theEnvironmentWinsOverTheFile() throws {
        let configuration = try Configuration.load(
            environment: ["PORT": "4000"], dotEnv: "PORT=1\nHOST=::1\n"
        ).get()
        #expect(configuration.port == 4000 && configuration.host == "::1")
    }

    @Test func furtherIssuersAreUrlsWithTheirClients() throws {
        let configuration = try Configuration.parse([
            "GATEHOUSE_TRUSTED_ISSUERS":
                "https://a.example/pool one two, http://127.0.0.1:9229/us-east-1_B/ three"
        ]).get()
        #expect(
            configuration.trustedIssuers == [
                .init(issuer: "https://a.example/pool", clientIDs: ["one", "two"]),
                .init(issuer: "http://127.0.0.1:9229/us-east-1_B", clientIDs: ["three"]),
            ])
        #expect(
            configuration.trustedIssuers[0].jwksURL
                == "https://a.example/pool/.well-known/jwks.json")
    }

    @Test(arguments: [
        "https://a.example", "http://a.example client", "a.example client", "ftp://a client",
        "https://a.example c, https://a.example/ d",
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI c",
    ])
    func aFurtherIssuerThatCannotBeTrusted(text: String) {
        #expect(
            faults([
                "AWS_REGION": "eu-west-1", "COGNITO_USER_POOL_ID": "eu-west-1_AbCdEfGhI",
                "COGNITO_CLIENT_ID": "c", "GATEHOUSE_TRUSTED_ISSUERS": text,
            ]) == ["GATEHOUSE_TRUSTED_ISSUERS"])
    }

    @Test func theTokenCacheCanBeSwitchedOff() throws {
        #expect(try Configuration.parse([:]).get().tokenCache == 10_000)
        #expect(try Configuration.parse(["GATEHOUSE_TOKEN_CACHE": "0"]).get().tokenCache == 0)
        #expect(faults(["GATEHOUSE_TOKEN_CACHE": "-1"]) == ["GATEHOUSE_TOKEN_CACHE"])
    }
}
