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

    @Test func theEnvironmentWinsOverTheFile() throws {
        let configuration = try Configuration.load(
            environment: ["PORT": "4000"], dotEnv: "PORT=1\nHOST=::1\n"
        ).get()
        #expect(configuration.port == 4000 && configuration.host == "::1")
    }
}
