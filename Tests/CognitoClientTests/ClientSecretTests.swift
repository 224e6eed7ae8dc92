import CognitoAPI
import Synchronization
import Testing

@testable import CognitoClient

@Suite struct ClientSecretTests {
    private let secret = ClientSecret(
        clientID: "1example23456789", value: "9tq4mF5p3secretEXAMPLE")
    private let hash = "PiZ4+fz/Ms6PCk1/lT0lLXLH/kXKO8oD9eQOcW6YliY="

    @Test func knownHash() {
        #expect(secret.hash(username: "alice") == hash)
    }

    @Test func membersOfEachInput() {
        var signUp = SignUp.Input(clientId: secret.clientID, username: "alice")
        signUp.prove(secret)
        #expect(signUp.secretHash == hash)
        var confirm = ConfirmSignUp.Input(
            clientId: secret.clientID, username: "alice", confirmationCode: "1")
        confirm.prove(secret)
        #expect(confirm.secretHash == hash)
        var given = ForgotPassword.Input(
            clientId: secret.clientID, username: "alice", secretHash: "given")
        given.prove(secret)
        #expect(given.secretHash == "given")
        var revoke = RevokeToken.Input(token: "t", clientId: secret.clientID)
        revoke.prove(secret)
        #expect(revoke.clientSecret == secret.value)
        var tokens = GetTokensFromRefreshToken.Input(refreshToken: "t", clientId: secret.clientID)
        tokens.prove(secret)
        #expect(tokens.clientSecret == secret.value)
    }

    @Test func aServiceBehindTheSecretGetsTheProof() async throws {
        let service = Recorder()
        let proving = SecretProvingService(
            service: service, clientID: secret.clientID, clientSecret: secret.value)
        _ = try await proving.perform(
            ForgotPassword.Input(clientId: secret.clientID, username: "alice"))
        _ = try await proving.perform(ForgotPassword.Input(clientId: "other", username: "alice"))
        _ = try await proving.perform(
            InitiateAuth.Input(
                clientId: secret.clientID, authFlow: "USER_PASSWORD_AUTH",
                authParameters: ["USERNAME": "alice"]))
        _ = try await proving.perform(
            GetTokensFromRefreshToken.Input(refreshToken: "t", clientId: secret.clientID))
        _ = try await proving.perform(GlobalSignOut.Input(accessToken: "t"))
        #expect(service.texts == [hash, nil, hash, secret.value, nil])
    }

    @Test func parametersOfSignIn() {
        var password = InitiateAuth.Input(
            clientId: secret.clientID, authFlow: "USER_PASSWORD_AUTH",
            authParameters: ["USERNAME": "alice", "PASSWORD": "p"])
        password.prove(secret)
        #expect(
            password.authParameters == ["USERNAME": "alice", "PASSWORD": "p", "SECRET_HASH": hash])
        var refresh = InitiateAuth.Input(
            clientId: secret.clientID, authFlow: "REFRESH_TOKEN_AUTH",
            authParameters: ["USERNAME": "alice", "REFRESH_TOKEN": "t"])
        refresh.prove(secret)
        #expect(refresh.authParameters == ["REFRESH_TOKEN": "t", "SECRET_HASH": hash])
        var challenge = RespondToAuthChallenge.Input(
            clientId: secret.clientID, challengeName: "SOFTWARE_TOKEN_MFA",
            challengeResponses: ["USERNAME": "alice"])
        challenge.prove(secret)
        #expect(challenge.challengeResponses?["SECRET_HASH"] == hash)
    }
}

/// Remembers the proof in each input, and answers with `{}`.
private final class Recorder: CognitoService {
    private let proofs = Mutex<[String?]>([])
    var texts: [String?] { proofs.withLock { $0 } }

    func perform<Input: CognitoInput>(
        _ input: Input
    ) async throws(CognitoError) -> Input.Output {
        let proof =
            switch input {
            case let input as ForgotPassword.Input: input.secretHash
            case let input as InitiateAuth.Input: input.authParameters?["SECRET_HASH"]
            case let input as GetTokensFromRefreshToken.Input: input.clientSecret
            default: String?.none
            }
        proofs.withLock { $0.append(proof) }
        return try CognitoWire.decodeOutput(Input.Output.self, from: [])
    }
}
