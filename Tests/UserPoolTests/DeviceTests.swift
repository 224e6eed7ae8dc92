import CognitoAPI
import Cryptography
import JSONWebToken
import StrictJSON
import Testing

@testable import UserPool

@Suite struct DeviceTests {
    private let gone = CognitoError(.resourceNotFound, "Device does not exist.")
    private let secret = "a device's own secret"

    private func bench(
        _ configuration: DeviceConfiguration = DeviceConfiguration(
            challengeRequiredOnNewDevice: true), mfa: MFAConfiguration = .optional
    ) async throws -> Bench {
        try await Bench {
            $0.userPool.deviceConfiguration = configuration
            $0.userPool.mfaConfiguration = mfa
        }
    }

    private func confirm(
        _ bench: Bench, _ tokens: AuthenticationResult
    ) async throws -> (SRPServer.Identity, Bool) {
        let device = tokens.newDeviceMetadata
        let identity = SRPServer.Identity(
            group: device?.deviceGroupKey ?? "", name: device?.deviceKey ?? "")
        let salt = SRPNumber.padded(SecureRandom.system.bytes(16))
        let verifier = try SRPServer(group: SRPGroup()).verifier(
            identity, password: secret, salt: salt)
        let output = try await bench.pool.perform(
            ConfirmDevice.Input(
                accessToken: tokens.accessToken ?? "", deviceKey: identity.name,
                deviceSecretVerifierConfig: DeviceSecretVerifierConfig(
                    passwordVerifier: Base64.encode(SRPNumber.padded(verifier)),
                    salt: Base64.encode(salt)), deviceName: "laptop"))
        return (identity, output.userConfirmationNecessary)
    }

    /// DEVICE_SRP_AUTH and its verifier.
    private func prove(
        _ bench: Bench, _ device: SRPServer.Identity, _ secret: String, session: String?
    ) async throws -> SignInOutput {
        let client = try SRPClient()
        let challenge = try await bench.respond(
            "DEVICE_SRP_AUTH",
            [
                "USERNAME": "alice@example.com", "DEVICE_KEY": device.name,
                "SRP_A": client.publicNumber(),
            ], session: session)
        #expect(challenge.challengeName == "DEVICE_PASSWORD_VERIFIER")
        let parameters = challenge.challengeParameters ?? [:]
        let timestamp = bench.timestamp()
        return try await bench.respond(
            "DEVICE_PASSWORD_VERIFIER",
            [
                "USERNAME": parameters["USERNAME"] ?? "", "DEVICE_KEY": device.name,
                "TIMESTAMP": timestamp,
                "PASSWORD_CLAIM_SECRET_BLOCK": parameters["SECRET_BLOCK"] ?? "",
                "PASSWORD_CLAIM_SIGNATURE": client.signature(
                    device, secret, parameters, timestamp),
            ])
    }

    @Test func aRememberedDeviceStandsForTheSecondFactor() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await bench.signIn()
        let claims = try await bench.claims(first.accessToken, .access)
        #expect(first.newDeviceMetadata?.deviceKey?.hasPrefix("us-east-1_") == true)
        #expect(
            claims.claims["device_key"] == first.newDeviceMetadata?.deviceKey.map { .string($0) })
        let (device, asks) = try await confirm(bench, first)
        #expect(!asks)
        try await bench.turnOnApp(first.accessToken)
        let known = ["DEVICE_KEY": device.name]
        let second = try await bench.begin("alice@example.com", password: Bench.password, known)
        #expect(second.challengeName == "DEVICE_SRP_AUTH")
        let third = try await prove(bench, device, secret, session: second.session)
        #expect(third.authenticationResult?.newDeviceMetadata == nil)
        #expect(third.authenticationResult?.accessToken != nil)
        // Without its key the app is asked for.
        #expect(try await bench.begin().challengeName == "SOFTWARE_TOKEN_MFA")
    }

    @Test func aProofWithoutSessionMeansTheSignInThatWaits() async throws {
        let bench = try await bench()
        try await bench.register()
        let (device, _) = try await confirm(bench, bench.signIn())
        await #expect(throws: CognitoError(.notAuthorized, .invalidSession)) {
            _ = try await prove(bench, device, secret, session: nil)
        }
        _ = try await bench.begin(
            "alice@example.com", password: Bench.password, ["DEVICE_KEY": device.name])
        let output = try await prove(bench, device, secret, session: nil)
        #expect(output.authenticationResult != nil)
        await #expect(throws: CognitoError(.notAuthorized, .invalidSession)) {
            _ = try await prove(bench, device, secret, session: nil)
        }
    }

    @Test func aDeviceNamedAfterTheSecondFactorHasToProveItselfToo() async throws {
        let bench = try await bench(DeviceConfiguration())
        try await bench.register()
        let tokens = try await bench.signIn()
        let (device, _) = try await confirm(bench, tokens)
        let app = try await bench.turnOnApp(tokens.accessToken)
        let first = try await bench.begin()
        let second = try await bench.respond(
            "SOFTWARE_TOKEN_MFA",
            [
                "USERNAME": "alice@example.com", "DEVICE_KEY": device.name,
                "SOFTWARE_TOKEN_MFA_CODE": bench.appCode(app),
            ], session: first.session)
        #expect(second.challengeName == "DEVICE_SRP_AUTH")
        let third = try await prove(bench, device, secret, session: second.session)
        #expect(third.authenticationResult != nil)
    }

    @Test func aWrongSecretIsRefused() async throws {
        let bench = try await bench()
        try await bench.register()
        let (device, _) = try await confirm(bench, bench.signIn())
        let first = try await bench.begin(
            "alice@example.com", password: Bench.password, ["DEVICE_KEY": device.name])
        await #expect(throws: CognitoError(.notAuthorized, .incorrectCredentials)) {
            _ = try await prove(bench, device, "another", session: first.session)
        }
    }

    @Test func theSecondFactorFollowsWhereTheDeviceDoesNotSpareIt() async throws {
        let bench = try await bench(DeviceConfiguration())
        try await bench.register()
        let tokens = try await bench.signIn()
        let (device, _) = try await confirm(bench, tokens)
        try await bench.turnOnApp(tokens.accessToken)
        let first = try await bench.begin(
            "alice@example.com", password: Bench.password, ["DEVICE_KEY": device.name])
        let second = try await prove(bench, device, secret, session: first.session)
        #expect(second.challengeName == "SOFTWARE_TOKEN_MFA")
    }

    @Test func aDeviceIsRememberedWhenTheUserSaysSo() async throws {
        let bench = try await bench(DeviceConfiguration(deviceOnlyRememberedOnUserPrompt: true))
        try await bench.register()
        let tokens = try await bench.signIn()
        let (device, asks) = try await confirm(bench, tokens)
        #expect(asks)
        let known = ["DEVICE_KEY": device.name]
        func begin() async throws -> String? {
            try await bench.begin("alice@example.com", password: Bench.password, known)
                .challengeName
        }
        #expect(try await begin() == nil)
        _ = try await bench.pool.perform(
            UpdateDeviceStatus.Input(
                accessToken: tokens.accessToken ?? "", deviceKey: device.name,
                deviceRememberedStatus: "remembered"))
        #expect(try await begin() == "DEVICE_SRP_AUTH")
        _ = try await bench.pool.perform(
            UpdateDeviceStatus.Input(
                accessToken: tokens.accessToken ?? "", deviceKey: device.name,
                deviceRememberedStatus: "not_remembered"))
        #expect(try await begin() == nil)
    }

    @Test func devicesAreShownListedAndForgotten() async throws {
        let bench = try await bench()
        try await bench.register()
        let first = try await bench.signIn()
        let (device, _) = try await confirm(bench, first)
        for _ in 0..<2 { try await bench.signIn() }
        let token = first.accessToken ?? ""
        let shown = try await bench.pool.perform(
            GetDevice.Input(deviceKey: device.name, accessToken: token)
        ).device
        #expect(
            shown.deviceAttributes.contains(AttributeType(name: "device_name", value: "laptop")))
        #expect(shown.deviceCreateDate == Double(bench.clock.now) / 1_000)
        var keys: [String] = []
        var page: String?
        repeat {
            let answer = try await bench.pool.perform(
                ListDevices.Input(accessToken: token, limit: 2, paginationToken: page))
            keys += answer.devices?.map(\.deviceKey) ?? []
            page = answer.paginationToken
        } while page != nil
        #expect(keys.count == 3 && Set(keys).count == 3 && keys.contains(device.name))
        let answer = try await bench.wire(
            "ForgetDevice", #"{"AccessToken":"\#(token)","DeviceKey":"\#(device.name)"}"#)
        #expect(answer.isEmpty)
        await #expect(throws: gone) {
            try await bench.pool.perform(
                GetDevice.Input(deviceKey: device.name, accessToken: token))
        }
        await #expect(throws: gone) {
            _ = try await bench.begin(
                "alice@example.com", password: Bench.password, ["DEVICE_KEY": device.name])
        }
    }

    @Test func aConfirmedDevicesTokensNeedItsKey() async throws {
        let bench = try await bench()
        try await bench.register()
        let tokens = try await bench.signIn()
        _ = try await bench.refresh(tokens.refreshToken)
        let (device, _) = try await confirm(bench, tokens)
        let refusal = CognitoError(.notAuthorized, "Invalid Refresh Token")
        await #expect(throws: refusal) { try await bench.refresh(tokens.refreshToken) }
        func refresh(_ key: String) async throws(CognitoError) {
            _ = try await bench.pool.perform(
                GetTokensFromRefreshToken.Input(
                    refreshToken: tokens.refreshToken ?? "", clientId: bench.client, deviceKey: key
                ))
        }
        try await refresh(device.name)
        await #expect(throws: refusal) { try await refresh("us-east-1_0000") }
    }

    @Test func anotherUsersDeviceIsNobodys() async throws {
        let bench = try await bench()
        try await bench.register()
        try await bench.register("bob@example.com")
        let (device, _) = try await confirm(bench, bench.signIn())
        let bob = try await bench.signIn("bob@example.com")
        await #expect(throws: gone) {
            try await bench.pool.perform(
                ForgetDevice.Input(deviceKey: device.name, accessToken: bob.accessToken))
        }
        await #expect(throws: gone) {
            _ = try await bench.begin(
                "bob@example.com", password: Bench.password, ["DEVICE_KEY": device.name])
        }
    }

    @Test func aDeviceIsConfirmedOnce() async throws {
        let bench = try await bench()
        try await bench.register()
        let tokens = try await bench.signIn()
        _ = try await confirm(bench, tokens)
        await #expect(
            throws: CognitoError(.deviceKeyExists, "The device key is already confirmed.")
        ) { _ = try await confirm(bench, tokens) }
    }
}
